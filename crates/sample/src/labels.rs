//! Who each record is really about: `labels.csv`.

use crate::days::HORIZON;
use crate::systems::Entity;
use crate::world::World;
use records::keys::SourceRecordKey;

/// The bytes of `labels.csv`, sorted by record. Everybody has a household, if alone; an
/// organisation has none.
pub(crate) fn file(world: &World, mut labels: Vec<(SourceRecordKey, Entity)>) -> Vec<u8> {
    labels.sort();
    let mut bytes = b"record_id,entity_id,household_id,kind\n".to_vec();
    for (record, entity) in labels {
        let line = match entity {
            Entity::Person(person) => {
                let home = world.people[person].home(HORIZON);
                format!("{record},P{person:07},H{home:07},person\n")
            }
            Entity::Organization(organization) => format!("{record},O{organization:07},,organization\n"),
        };
        bytes.extend_from_slice(line.as_bytes());
    }
    bytes
}
