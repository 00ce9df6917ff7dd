//! Asking `QuickSight` to read a data set again.
//!
//! In:  a data set, and a name for the ingestion.
//! Out: one signed `PUT`. `QuickSight`'s SDK would cost minutes of build for this one call, so the request is made here,
//!      with the SDK's own signer, credentials, TLS and connection.
//!
//! Source: `QuickSight` API Reference, `CreateIngestion`.

use crate::clients::Clients;
use crate::failure::Failure;
use crate::settings;
use aws_sdk_s3::config::ProvideCredentials;
use aws_sdk_s3::config::http::{HttpRequest, HttpResponse};
use aws_sdk_s3::primitives::SdkBody;
use aws_sigv4::http_request::{SignableBody, SignableRequest, SigningSettings, sign};
use aws_sigv4::sign::v4;
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorSettings};
use aws_smithy_runtime_api::client::identity::Identity;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::time::{Duration, SystemTime};

const TIMEOUT: Duration = Duration::from_secs(10);
/// How often the request is sent in all.
const ATTEMPTS: u32 = 3;
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// What a path segment holds as it is: RFC 3986's unreserved characters.
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

const BODY: &str = r#"{"IngestionType":"FULL_REFRESH"}"#;

/// Whether a data set is being read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// This call started it.
    Started,
    /// An earlier call with the same name did.
    AlreadyStarted,
}

/// The data sets of one account.
#[derive(Debug, Clone)]
pub struct QuickSight {
    clients: Clients,
    account_id: String,
    endpoint: String,
}

impl QuickSight {
    /// The data sets of the account that the credentials belong to.
    ///
    /// # Errors
    /// When the account cannot be asked for, or no region is set.
    pub async fn connect(clients: &Clients) -> Result<Self, Failure> {
        let region = region(clients)?;
        let endpoint = settings::quicksight_endpoint();
        let endpoint = endpoint.unwrap_or_else(|| format!("https://quicksight.{region}.amazonaws.com"));
        Ok(Self::at(clients, clients.account_id().await?, &endpoint))
    }

    /// The data sets of an account behind any endpoint.
    #[must_use]
    pub fn at(clients: &Clients, account_id: String, endpoint: &str) -> Self {
        Self { clients: clients.clone(), account_id, endpoint: endpoint.trim_end_matches('/').to_owned() }
    }

    /// Starts reading a data set into SPICE; `ingestion_id` names the reason, for example the snapshot, so that
    /// the same reason starts it once.
    ///
    /// # Errors
    /// When `QuickSight` refuses or cannot be reached.
    pub async fn refresh(&self, data_set_id: &str, ingestion_id: &str) -> Result<Refresh, Failure> {
        let [account, data_set, ingestion] =
            [&self.account_id, data_set_id, ingestion_id].map(|part| utf8_percent_encode(part, SEGMENT));
        let uri = format!("{}/accounts/{account}/data-sets/{data_set}/ingestions/{ingestion}", self.endpoint);
        let mut pause = FIRST_PAUSE;
        for _ in 1..ATTEMPTS {
            match self.send(&uri).await {
                Err(failure) if failure.retryable => tokio::time::sleep(pause).await,
                done => return done,
            }
            pause *= 2;
        }
        self.send(&uri).await
    }

    async fn send(&self, uri: &str) -> Result<Refresh, Failure> {
        let request = self.signed(uri).await?;
        let connection = HttpConnectorSettings::builder().connect_timeout(TIMEOUT).read_timeout(TIMEOUT).build();
        let connector = aws_smithy_http_client::default_connector(&connection, self.clients.config.sleep_impl());
        let connector = connector.ok_or_else(|| Failure::unanswered("there is no HTTP client", false))?;
        let answer = connector.call(request).await;
        read(&answer.map_err(|_| Failure::unanswered("`QuickSight` could not be reached", true))?)
    }

    async fn signed(&self, uri: &str) -> Result<HttpRequest, Failure> {
        let unsigned = |_| Failure::unanswered("the request to `QuickSight` could not be signed", false);
        let identity = self.identity().await?;
        let region = region(&self.clients)?;
        let params = v4::SigningParams::builder()
            .identity(&identity)
            .region(&region)
            .name("quicksight")
            .time(SystemTime::now())
            .settings(SigningSettings::default())
            .build()
            .map_err(|error| Failure::unanswered(error, false))?
            .into();
        let headers = [("content-type", "application/json")];
        let body = SignableBody::Bytes(BODY.as_bytes());
        let request = SignableRequest::new("PUT", uri, headers.into_iter(), body).map_err(unsigned)?;
        let (instructions, _) = sign(request, &params).map_err(unsigned)?.into_parts();
        let signed = instructions.headers().map(|(name, value)| (name.to_owned(), value.to_owned()));
        http_request(uri, headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().chain(signed))
    }

    async fn identity(&self) -> Result<Identity, Failure> {
        let provider = self.clients.config.credentials_provider();
        let provider = provider.ok_or_else(|| Failure::unanswered("there are no credentials", false))?;
        let credentials = provider.provide_credentials().await;
        Ok(credentials.map_err(|_| Failure::unanswered("the credentials could not be read", true))?.into())
    }
}

fn region(clients: &Clients) -> Result<String, Failure> {
    let region = clients.config.region().map(ToString::to_string);
    region.ok_or_else(|| Failure::unanswered("no region is set: set `AWS_REGION`", false))
}

fn http_request(uri: &str, headers: impl Iterator<Item = (String, String)>) -> Result<HttpRequest, Failure> {
    let wrong = |error: aws_smithy_runtime_api::http::HttpError| Failure::unanswered(error, false);
    let mut request = HttpRequest::new(SdkBody::from(BODY));
    request.set_method("PUT").map_err(wrong)?;
    request.set_uri(uri).map_err(wrong)?;
    for (name, value) in headers {
        request.headers_mut().try_insert(name, value).map_err(wrong)?;
    }
    Ok(request)
}

fn read(answer: &HttpResponse) -> Result<Refresh, Failure> {
    // The code stands in a header; what follows a colon there is a link.
    let code = answer.headers().get("x-amzn-errortype").unwrap_or_default().split(':').next().unwrap_or_default();
    match answer.status().as_u16() {
        200..300 => Ok(Refresh::Started),
        409 if code == "ResourceExistsException" => Ok(Refresh::AlreadyStarted),
        _ => Err(Failure::answered(Some(code).filter(|code| !code.is_empty()), None, answer)),
    }
}
