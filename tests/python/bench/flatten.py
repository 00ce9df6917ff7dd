"""One flat CSV of people, as any matcher takes it, from the staged tables of a lake; and the truth about it.

flatten.py LAKE LABELS.csv PEOPLE.csv TRUTH.csv
"""
import sys

import duckdb

QUERY = """
with newest as (select * from read_parquet('{lake}/staged/source_party/*/*.parquet')
                qualify row_number() over (partition by source_record_key order by source_updated_at desc nulls last, file_id, line) = 1),
     email as (select source_record_key, min_by(address, position) as email from read_parquet('{lake}/staged/source_email/*/*.parquet') group by 1),
     phone as (select source_record_key, min_by(number, position) as phone from read_parquet('{lake}/staged/source_phone/*/*.parquet') group by 1),
     place as (select source_record_key, min_by(street, position) as street, min_by(city, position) as city,
                      min_by(region, position) as region, min_by(postal_code, position) as postal_code
               from read_parquet('{lake}/staged/source_address/*/*.parquet') group by 1),
     truth as (select record_id, column1 as entity_id from (select #1 as record_id, #2 as column1 from read_csv('{labels}', header = true, all_varchar = true)))
select source_record_key as record_id, given_name, middle_name, family_name, suffix, cast(birth_date as varchar) as birth_date,
       email, phone, street, city, region, postal_code, entity_id
from newest join truth on record_id = source_record_key
     left join email using (source_record_key) left join phone using (source_record_key) left join place using (source_record_key)
where kind = 'person' order by hash(source_record_key)
"""


def main(lake, labels, people, truth):
    connection = duckdb.connect()
    connection.execute(f"create table flat as {QUERY.format(lake=lake, labels=labels)}")
    connection.execute(f"copy (select * exclude (entity_id) from flat) to '{people}' (header)")
    connection.execute(f"copy (select record_id, entity_id from flat) to '{truth}' (header)")
    print(connection.execute("select count(*) from flat").fetchone()[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
