//! HTTP on the loopback interface: one thread, pages from memory, and one address that answers
//! when there is something new.

use std::{
    net::{Ipv4Addr, SocketAddr, TcpListener},
    sync::mpsc::Sender,
    thread,
    time::Duration,
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State as Shared},
    http::{HeaderValue, Method, StatusCode, header},
    response::Response,
    routing::any,
};
use tokio::sync::watch;

use crate::diag::{Diagnostic, Phrase, Report};

use super::{
    Message,
    pages::{NEWS, State},
};

/// The port that is tried first.
const USUAL: u16 = 8080;
/// How many ports are tried before any free one is taken.
const TRIED: u16 = 20;
/// A page that waits is answered after this time, so that no proxy or browser gives up.
const PATIENCE: Duration = Duration::from_secs(20);

/// A bound port.
pub(super) struct Server {
    listener: TcpListener,
    address: SocketAddr,
}

/// A server at work.
pub(super) struct Running {
    state: watch::Sender<Shown>,
    thread: thread::JoinHandle<()>,
}

/// What the server knows.
#[derive(Clone, Default)]
struct Shown {
    state: State,
    is_over: bool,
}

impl Server {
    /// Takes `port`, or 8080 or the next free one.
    ///
    /// # Errors
    /// A port that is taken.
    pub(super) fn bind(port: Option<u16>) -> Result<Self, Report> {
        let ports: Vec<u16> = match port {
            Some(port) => vec![port],
            None => (USUAL..USUAL + TRIED).chain([0]).collect(),
        };
        let mut last = None;
        for port in ports {
            let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
                .and_then(|listener| Ok((listener.local_addr()?, listener)))
                .and_then(|(address, listener)| {
                    listener.set_nonblocking(true)?;
                    Ok(Self { listener, address })
                });
            match bound {
                Ok(server) => return Ok(server),
                Err(error) => last = Some((port, error)),
            }
        }
        let (port, error) = last.expect("at least one port was tried");
        Err(Diagnostic::error(
            "port-taken",
            Phrase::new(
                format!("不能使用端口 {port}：{error}"),
                format!("port {port} cannot be used: {error}"),
            ),
        )
        .hint(Phrase::new(
            "换一个端口，或不写 --port，由程序找一个空闲的",
            "name another one, or leave --port out and a free one is found",
        ))
        .into())
    }

    pub(super) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Begins to answer; the end by a signal is told to `sender`.
    ///
    /// # Errors
    /// When the system refuses.
    pub(super) fn start(self, state: State, sender: Sender<Message>) -> Result<Running, Report> {
        let refused = |error: std::io::Error| -> Report {
            Diagnostic::error(
                "cannot-serve",
                Phrase::new(
                    format!("系统不允许启动服务：{error}"),
                    format!("the system refuses to serve: {error}"),
                ),
            )
            .into()
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .map_err(refused)?;
        let (told, shown) = watch::channel(Shown {
            state,
            is_over: false,
        });
        let listener = {
            let _inside = runtime.enter();
            tokio::net::TcpListener::from_std(self.listener).map_err(refused)?
        };
        let port = self.address.port();
        let over = told.subscribe();
        let thread = thread::spawn(move || {
            runtime.block_on(async move {
                tokio::spawn(async move {
                    signal().await;
                    // The main thread may have ended already.
                    let _ = sender.send(Message::End);
                });
                let app = Router::new()
                    .route(NEWS, any(news))
                    .fallback(page)
                    .with_state((shown, port));
                let ends = ended(over);
                // What goes wrong with one connection is that connection's affair.
                let _ = axum::serve(listener, app)
                    .with_graceful_shutdown(ends)
                    .await;
            });
            // A browser that keeps a connection open is not waited for.
            runtime.shutdown_background();
        });
        Ok(Running {
            state: told,
            thread,
        })
    }
}

impl Running {
    /// Shows another state from now on.
    pub(super) fn show(&self, state: State) {
        self.state.send_modify(|shown| shown.state = state);
    }

    /// Ends every answer that is waiting, then the server.
    pub(super) fn end(self) {
        self.state.send_modify(|shown| shown.is_over = true);
        // A server that has fallen over has ended too.
        let _ = self.thread.join();
    }
}

async fn ended(mut shown: watch::Receiver<Shown>) {
    // Without a sender there is nothing to serve either.
    let _ = shown.wait_for(|shown| shown.is_over).await;
}

/// Ctrl-C, or the signal by which systems end programs.
async fn signal() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut end) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = end.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

type Known = Shared<(watch::Receiver<Shown>, u16)>;

/// Answers as soon as there is something else to show than the page has.
async fn news(Shared((mut known, port)): Known, request: Request) -> Response {
    if let Some(refusal) = refusal(&request, port) {
        return refusal;
    }
    let shown = request.uri().query().unwrap_or_default();
    let differs = |known: &Shown| known.is_over || known.state.id() != shown;
    let waited = tokio::time::timeout(PATIENCE, known.wait_for(differs)).await;
    match waited {
        Ok(Ok(known)) if !known.is_over => {
            let news = known.state.news().into_bytes();
            respond(200, "application/json; charset=utf-8", news)
        }
        Ok(_) => respond(503, "text/plain; charset=utf-8", Vec::new()),
        Err(_) => respond(204, "text/plain; charset=utf-8", Vec::new()),
    }
}

/// A file of the site.
async fn page(Shared((known, port)): Known, request: Request) -> Response {
    if let Some(refusal) = refusal(&request, port) {
        return refusal;
    }
    let answer = known.borrow().state.answer(request.uri().path());
    let mut response = respond(answer.status, answer.kind, answer.body);
    if let Some(location) = answer
        .location
        .and_then(|to| HeaderValue::from_str(&to).ok())
    {
        response.headers_mut().insert(header::LOCATION, location);
    }
    response
}

/// Other methods, and names that other sites gave to this machine.
fn refusal(request: &Request, port: u16) -> Option<Response> {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return Some(respond(405, "text/plain; charset=utf-8", Vec::new()));
    }
    let host = request.headers().get(header::HOST);
    let host = host.and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.strip_suffix(&format!(":{port}")).unwrap_or(host);
    let is_local = matches!(name, "127.0.0.1" | "localhost" | "");
    (!is_local).then(|| respond(403, "text/plain; charset=utf-8", Vec::new()))
}

fn respond(status: u16, kind: &'static str, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::NOT_FOUND);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
