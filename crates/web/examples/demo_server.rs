//! Serves the page over invented rows: `cargo run -p web --example demo_server -- [PORT] [empty]`.

use std::error::Error;
use std::sync::Arc;
use tokio::net::TcpListener;
use web::{AppState, MemorySource, Organization};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let port: u16 = arguments.next().map_or(Ok(0), |text| text.parse())?;
    let source = if arguments.any(|word| word == "empty") {
        MemorySource::empty(Organization {
            name: "Harbor Light Community Trust".to_owned(),
            currency: "USD".to_owned(),
            fiscal_year_start_month: 7,
        })
    } else {
        serde_json::from_str(include_str!("demo.json"))?
    };
    let listener = TcpListener::bind(("127.0.0.1", port)).await?;
    announce(&listener)?;
    let interrupted = async {
        let _ = tokio::signal::ctrl_c().await;
    };
    web::serve(listener, AppState::new(Arc::new(source)), interrupted).await?;
    Ok(())
}

#[expect(clippy::print_stdout, reason = "the address is what the person at the terminal needs")]
fn announce(listener: &TcpListener) -> std::io::Result<()> {
    println!("http://{}", listener.local_addr()?);
    Ok(())
}
