// Rules of html-validate. Each rule that is turned off has its reason.
'use strict';

module.exports = {
  extends: ['html-validate:recommended'],
  rules: {},
};
