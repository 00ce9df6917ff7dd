//! What the whole step promises. `world` makes inputs, the other modules hold the claims.

mod consent;
mod facts;
mod households;
mod identity;
mod laws;
mod scale;
mod survivorship;
mod versions;
mod world;
