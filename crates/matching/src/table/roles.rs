//! What a column can be, and what such columns are usually called.

use serde::{Deserialize, Serialize};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The name of the record.
    RecordId,
    /// Person or organisation.
    Kind,
    /// First name.
    GivenName,
    /// Middle name or initial.
    MiddleName,
    /// Last name.
    FamilyName,
    /// Last name before a marriage.
    FormerFamilyName,
    /// Jr, Sr, III.
    Suffix,
    /// Nickname.
    PreferredName,
    /// Whole name of a person.
    FullName,
    /// Name of an organisation.
    OrganisationName,
    /// Date of birth.
    BirthDate,
    /// Sex or gender.
    Sex,
    /// E-mail address.
    Email,
    /// Phone number.
    Phone,
    /// House number.
    StreetNumber,
    /// A line of an address.
    StreetLine,
    /// Apartment, suite.
    Unit,
    /// City or suburb.
    City,
    /// State or province.
    Region,
    /// Postal code.
    PostalCode,
    /// Whole address.
    FullAddress,
    /// A personal id, compared with ids of the same column only.
    Identifier,
}

/// Usual names of columns, lower case, letters and digits only.
const ALIASES: &[(Role, &[&str])] = &[
    (Role::RecordId, &["recordid", "id", "recid", "rowid", "uniqueid", "constituentid", "contactid", "personid"]),
    (Role::Kind, &["recordtype", "entitytype", "partytype", "kind", "constituenttype", "contacttype"]),
    (
        Role::GivenName,
        &[
            "givenname",
            "firstname",
            "fname",
            "first",
            "forename",
            "given",
            "primarynamefirst",
            "namefirst",
            "christianname",
        ],
    ),
    (
        Role::MiddleName,
        &[
            "middlename",
            "middleinitial",
            "mname",
            "middle",
            "mi",
            "primarynamemiddle",
            "namemiddle",
            "secondname",
            "middleinit",
        ],
    ),
    (
        Role::FamilyName,
        &["familyname", "surname", "lastname", "lname", "last", "sname", "primarynamelast", "namelast", "family"],
    ),
    (
        Role::FormerFamilyName,
        &["formerfamilyname", "maidenname", "birthname", "formername", "formerlastname", "previousname", "neename"],
    ),
    (Role::Suffix, &["suffix", "namesuffix", "generation", "primarynamesuffix", "generationalsuffix"]),
    (Role::PreferredName, &["preferredname", "nickname", "knownas", "goesby", "preferredfirstname", "informalname"]),
    (
        Role::FullName,
        &[
            "fullname",
            "name",
            "primarynamefull",
            "nativenamefull",
            "namefull",
            "contactname",
            "personname",
            "displayname",
            "donorname",
            "membername",
        ],
    ),
    (
        Role::OrganisationName,
        &[
            "organisationname",
            "organizationname",
            "organisation",
            "organization",
            "orgname",
            "company",
            "companyname",
            "business",
            "businessname",
            "primarynameorg",
            "secondarynameorg",
            "nameorg",
        ],
    ),
    (Role::BirthDate, &["birthdate", "dateofbirth", "dob", "birthday", "birth", "bdate", "born", "birthdt"]),
    (Role::Sex, &["sex", "gender"]),
    (
        Role::Email,
        &[
            "email",
            "emailaddress",
            "mail",
            "emailaddr",
            "email1",
            "email2",
            "email3",
            "primaryemail",
            "homeemail",
            "workemail",
            "personalemail",
            "secondaryemail",
            "otheremail",
        ],
    ),
    (
        Role::Phone,
        &[
            "phone",
            "phonenumber",
            "telephone",
            "tel",
            "mobile",
            "mobilephone",
            "cell",
            "cellphone",
            "homephone",
            "workphone",
            "phone1",
            "phone2",
            "phone3",
            "primaryphone",
            "phonehome",
            "phonemobile",
            "phonework",
            "otherphone",
            "telephonenumber",
            "mobilenumber",
        ],
    ),
    (Role::StreetNumber, &["streetnumber", "housenumber", "streetno", "houseno", "stnum", "addrnumber", "bldgnumber"]),
    (
        Role::StreetLine,
        &[
            "street",
            "streetname",
            "address",
            "address1",
            "address2",
            "address3",
            "addressline1",
            "addressline2",
            "addressline3",
            "addr1",
            "addr2",
            "addrline1",
            "addrline2",
            "addrline3",
            "streetaddress",
            "mailingaddress",
            "homeaddress",
            "street1",
            "street2",
            "streetaddress1",
            "streetaddress2",
            "mailingstreet",
            "addressstreet",
        ],
    ),
    (Role::Unit, &["unit", "unitnumber", "apt", "apartment", "aptnumber", "suite", "unitno"]),
    (
        Role::City,
        &["city", "suburb", "town", "locality", "addrcity", "municipality", "mailingcity", "cityname", "homecity"],
    ),
    (
        Role::Region,
        &[
            "state",
            "region",
            "province",
            "addrstate",
            "statecode",
            "stateprovince",
            "mailingstate",
            "homestate",
            "county",
        ],
    ),
    (
        Role::PostalCode,
        &[
            "zip",
            "zipcode",
            "postcode",
            "postalcode",
            "addrpostalcode",
            "zip5",
            "mailingzip",
            "mailingpostalcode",
            "zippostalcode",
            "homezip",
        ],
    ),
    (Role::FullAddress, &["addrfull", "fulladdress", "addressfull", "completeaddress"]),
    (
        Role::Identifier,
        &[
            "socsecid",
            "ssn",
            "ssnnumber",
            "socialsecuritynumber",
            "passport",
            "passportnumber",
            "driverslicensenumber",
            "driverslicense",
            "driverlicense",
            "licensenumber",
            "nationalid",
            "nationalidnumber",
            "taxid",
            "taxidnumber",
            "ein",
            "leinumber",
            "lei",
            "nationalinsurancenumber",
        ],
    ),
];

/// The name of a column, comparable: lower case, letters and digits only.
pub(crate) fn normal_header(header: &str) -> String {
    header.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

/// The role that a column of this (normal) name usually has.
pub(crate) fn by_header(normal: &str) -> Option<Role> {
    ALIASES.iter().find(|(_, names)| names.contains(&normal)).map(|(role, _)| *role)
}
