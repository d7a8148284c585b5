use super::*;

fn read(text: &str) -> Vec<String> {
    find(text, &[], &|_| false, &|_| false)
        .into_iter()
        .map(|found| match found {
            Found::Quantity(q) => format!(
                "{}={}{} {}",
                q.span.of(text),
                q.quantity.value.normalize(),
                q.quantity.unit,
                q.quantity.qualifier
            ),
            Found::Leftover(span, reason) => format!("{} -- {reason}", span.of(text)),
        })
        .collect()
}

#[test]
fn quantities() {
    for (text, want) in [
        ("总投资额约16.06亿元；", "约16.06亿元=1606000000元 about"),
        ("签约10个项目", "10个=10个 exact"),
        ("1.2万余名", "1.2万余名=12000名 over"),
        ("三十余公里，", "三十余公里=30公里 over"),
        ("六千五百余人", "六千五百余人=6500人 over"),
        ("近300家，", "近300家=300家 about"),
        ("不少于30个，", "不少于30个=30个 over"),
        ("增长8%以上，", "8%以上=8% over"),
        ("压缩至半天内办结", "半天内=0.5天 under"),
        ("三成以上。", "三成以上=30% over"),
        ("近九成，", "近九成=90% about"),
        ("四分之一设在", "四分之一=25% exact"),
        ("百分之十二点五", "百分之十二点五=12.5% exact"),
        ("翻一番", "翻一番=2倍 exact"),
        ("接近翻番。", "接近翻番=2倍 about"),
        ("第88位，", "第88位=88位 exact"),
        ("居全市第一。", "第一=1位 exact"),
        ("产值超千亿、", "超千亿=100000000000元 over"),
        ("超过百亿元…", "超过百亿元=10000000000元 over"),
        ("32.6万元/亩", "32.6万元/亩=326000元/亩 exact"),
        ("5万吨/日", "5万吨/日=50000吨/日 exact"),
        ("8.9个百分点", "8.9个百分点=8.9个百分点 exact"),
        ("两大国家级", "两大=2个 exact"),
        ("3年多", "3年多=3年 over"),
        ("挺进九十强", "九十强=90位 under"),
        ("1,412件", "1,412件=1412件 exact"),
        ("投资3万5千元", "3万5千元=35000元 exact"),
        ("1亿2000多万元", "1亿2000多万元=120000000元 over"),
        ("一亿两千多万元", "一亿两千多万元=120000000元 over"),
        ("一万五千多亿元", "一万五千多亿元=1500000000000元 over"),
        ("近9成，", "近9成=90% about"),
        ("八点五成，", "八点五成=85% exact"),
        ("七成六的", "七成六=76% exact"),
        ("打八五折。", "八五折=85% exact"),
        ("万分之三，", "万分之三=0.03% exact"),
        ("3分之1的", "3分之1=33.33% exact"),
        ("为负3.9%，", "负3.9%=-3.9% exact"),
        ("一美元。", "一美元=1美元 exact"),
        ("近一吨，", "近一吨=1吨 about"),
        ("工期三年半，", "三年半=3.5年 exact"),
        ("用时一个半小时。", "一个半小时=1.5小时 exact"),
        ("两个半月", "两个半月=2.5个月 exact"),
        ("五元三毛，", "五元三毛=5.3元 exact"),
        ("50元6角三分", "50元6角三分=50.63元 exact"),
        ("每股1.0092瑞士法郎", "1.0092瑞士法郎=1.0092瑞士法郎 exact"),
        ("US$20", "$20=20美元 exact"),
        ("￥300，", "￥300=300元 exact"),
        ("肆佰陸拾叁", ""),
    ] {
        if want.is_empty() {
            assert_eq!(read(text), [""; 0], "{text}");
            continue;
        }
        assert_eq!(read(text), [want], "{text}");
    }
}

#[test]
fn ranges() {
    assert_eq!(
        read("在30万—35万元/亩之间"),
        ["30万=300000元/亩 exact", "35万元/亩=350000元/亩 exact"]
    );
    assert_eq!(
        read("月租金12—15元/平方米"),
        ["12=12元/平方米 exact", "15元/平方米=15元/平方米 exact"]
    );
    assert_eq!(read("3—5万元"), ["3=30000元 exact", "5万元=50000元 exact"]);
}

#[test]
fn no_quantities() {
    for (text, want) in [
        ("沿G107国道", "107 -- name"),
        ("“3+1”主导", "3+1 -- name"),
        ("5G网络", "5G -- name"),
        ("电话：0763-3366128", "0763-3366128 -- noise"),
        ("粤府〔2023〕12号", "2023〕12号 -- noise"),
        ("第135届广交会", "第135届 -- ordinal"),
        ("百强企业", "百强 -- name"),
        ("世界500强", "500强 -- name"),
        ("亿元级企业", "亿元级 -- threshold"),
        ("一个项目", "一个 -- indefinite"),
        ("几十家企业", "几十家 -- indefinite"),
        ("08:45", "08:45 -- noise"),
        ("二三十家企业", "二三十家 -- indefinite"),
        ("七八个项目", "七八个 -- indefinite"),
        ("一家企业", "一家 -- indefinite"),
    ] {
        let got = read(text);
        assert!(
            got.len() == 1 && got[0].ends_with(want.split(" -- ").nth(1).unwrap_or("")),
            "{text}: {got:?}"
        );
    }
}
