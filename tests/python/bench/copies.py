"""A file of people several times as large: copies whose people no copy shares with another.

copies.py PEOPLE.csv COPIES LARGE.csv

In:  a file as flatten.py writes it.
Out: every row COPIES times. In copy k the letters of names, e-mails, streets and towns are the k-th after them in the
alphabet, phones are so many numbers and birth dates so many days further on: as many people, families and slips as
before in each copy, and no person in two of them. For measuring growth only: nobody is called like that.
"""
import csv
import datetime
import string
import sys

LETTERS = ("given_name", "middle_name", "family_name", "email", "street", "city")
PHONE_STEP, DAY_STEP = 777_777, 97


def alphabet(copy):
    lower = string.ascii_lowercase
    turned = lower[copy:] + lower[:copy]
    return str.maketrans(lower + lower.upper(), turned + turned.upper())


def phone(number, copy):
    """The area code stays; no exchange begins with 0 or 1."""
    if len(number) != 12:
        return number
    local = (int(number[5:]) + copy * PHONE_STEP) % 10_000_000
    return f"{number[:5]}{max(local // 1_000_000, 2)}{local % 1_000_000:06}"


def birth_date(day, copy):
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=copy * DAY_STEP)).isoformat()


def turned(row, copy, table):
    row = {**row, "record_id": f"{row['record_id']}#{copy}"}
    for column in LETTERS:
        row[column] = row[column].translate(table)
    row["phone"] = phone(row["phone"], copy)
    if row["birth_date"]:
        row["birth_date"] = birth_date(row["birth_date"], copy)
    return row


def main(people, copies, large):
    with open(people, newline="", encoding="utf-8") as source, open(large, "w", newline="", encoding="utf-8") as target:
        reader = csv.DictReader(source)
        writer = csv.DictWriter(target, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        for copy in range(int(copies)):
            source.seek(0)
            next(source)
            table = alphabet(copy)
            for row in csv.DictReader(source, reader.fieldnames):
                writer.writerow(turned(row, copy, table))


if __name__ == "__main__":
    main(*sys.argv[1:])
