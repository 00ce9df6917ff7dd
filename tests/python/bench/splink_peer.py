"""The peer: Splink on DuckDB, with a model in the manner of its own published demos. CSV in, clusters out as Parquet.

splink_peer.py PEOPLE.csv CLUSTERS.parquet [PROBABILITY]
"""
import logging
import sys

import duckdb
import splink.comparison_library as compare
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

RULES = [
    block_on("email"),
    block_on("phone"),
    block_on("family_name", "given_name"),
    block_on("family_name", "birth_date"),
    block_on("given_name", "birth_date"),
    block_on("street", "family_name"),
    block_on("given_name", "postal_code"),
]


def settings():
    return SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name="record_id",
        comparisons=[
            compare.NameComparison("given_name").configure(term_frequency_adjustments=True),
            compare.NameComparison("family_name").configure(term_frequency_adjustments=True),
            compare.DateOfBirthComparison("birth_date", input_is_string=True),
            compare.EmailComparison("email").configure(term_frequency_adjustments=True),
            compare.ExactMatch("phone").configure(term_frequency_adjustments=True),
            compare.LevenshteinAtThresholds("street", [1, 3]),
            compare.ExactMatch("postal_code").configure(term_frequency_adjustments=True),
        ],
        blocking_rules_to_generate_predictions=RULES,
        retain_matching_columns=False,
    )


def main(people, clusters, probability="0.95"):
    logging.getLogger("splink").setLevel(logging.WARNING)
    connection = duckdb.connect()
    connection.execute("set threads = 2")
    connection.execute(f"create table people as select * from read_csv('{people}', all_varchar = true)")
    api = DuckDBAPI(connection)
    linker = Linker(api.register("people"), settings())
    linker.training.estimate_probability_two_random_records_match([block_on("email"), block_on("given_name", "family_name", "birth_date")], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("given_name", "family_name"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("email"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("phone"))
    predictions = linker.inference.predict(threshold_match_probability=float(probability))
    found = linker.clustering.cluster_pairwise_predictions_at_threshold(predictions, threshold_match_probability=float(probability))
    connection.execute(f"copy (select record_id, cluster_id from {found.physical_name}) to '{clusters}' (format parquet)")


if __name__ == "__main__":
    main(*sys.argv[1:])
