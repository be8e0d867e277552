"""States and large cities, from general knowledge and not from the gazetteer."""

from __future__ import annotations


# Code, name, and a way to misspell it.
STATES = [
    ("AL", "Alabama", "Alabmaa"),
    ("AK", "Alaska", "Alsaka"),
    ("AZ", "Arizona", "Arizonia"),
    ("AR", "Arkansas", "Arkanas"),
    ("CA", "California", "Californa"),
    ("CO", "Colorado", "Colorodo"),
    ("CT", "Connecticut", "Conneticut"),
    ("DE", "Delaware", "Deleware"),
    ("FL", "Florida", "Flordia"),
    ("GA", "Georgia", "Goergia"),
    ("HI", "Hawaii", "Hawai"),
    ("ID", "Idaho", "Idahoe"),
    ("IL", "Illinois", "Illinios"),
    ("IN", "Indiana", "Indianna"),
    ("IA", "Iowa", "Iwoa"),
    ("KS", "Kansas", "Kansass"),
    ("KY", "Kentucky", "Kentuky"),
    ("LA", "Louisiana", "Lousiana"),
    ("ME", "Maine", "Maien"),
    ("MD", "Maryland", "Marylnad"),
    ("MA", "Massachusetts", "Massachusets"),
    ("MI", "Michigan", "Michagan"),
    ("MN", "Minnesota", "Minesota"),
    ("MS", "Mississippi", "Missisipi"),
    ("MO", "Missouri", "Misouri"),
    ("MT", "Montana", "Montanna"),
    ("NE", "Nebraska", "Nebrasca"),
    ("NV", "Nevada", "Navada"),
    ("NH", "New Hampshire", "New Hampshrie"),
    ("NJ", "New Jersey", "New Jersy"),
    ("NM", "New Mexico", "New Mexcio"),
    ("NY", "New York", "New Yrok"),
    ("NC", "North Carolina", "North Carolna"),
    ("ND", "North Dakota", "North Dakoda"),
    ("OH", "Ohio", "Ohoi"),
    ("OK", "Oklahoma", "Oklohoma"),
    ("OR", "Oregon", "Oregan"),
    ("PA", "Pennsylvania", "Pensylvania"),
    ("RI", "Rhode Island", "Rhode Iland"),
    ("SC", "South Carolina", "South Carolinia"),
    ("SD", "South Dakota", "South Dokota"),
    ("TN", "Tennessee", "Tennesee"),
    ("TX", "Texas", "Texsa"),
    ("UT", "Utah", "Utha"),
    ("VT", "Vermont", "Vermount"),
    ("VA", "Virginia", "Virgina"),
    ("WA", "Washington", "Washingtion"),
    ("WV", "West Virginia", "West Virgina"),
    ("WI", "Wisconsin", "Wisconson"),
    ("WY", "Wyoming", "Wyomming"),
]

# The 100 cities with the most people in the census of 2020, more or less.
LARGEST = """
New York, NY
Los Angeles, CA
Chicago, IL
Houston, TX
Phoenix, AZ
Philadelphia, PA
San Antonio, TX
San Diego, CA
Dallas, TX
San Jose, CA
Austin, TX
Jacksonville, FL
Fort Worth, TX
Columbus, OH
Indianapolis, IN
Charlotte, NC
San Francisco, CA
Seattle, WA
Denver, CO
Washington, DC
Nashville, TN
Oklahoma City, OK
El Paso, TX
Boston, MA
Portland, OR
Las Vegas, NV
Detroit, MI
Memphis, TN
Louisville, KY
Baltimore, MD
Milwaukee, WI
Albuquerque, NM
Tucson, AZ
Fresno, CA
Sacramento, CA
Kansas City, MO
Mesa, AZ
Atlanta, GA
Omaha, NE
Colorado Springs, CO
Raleigh, NC
Long Beach, CA
Virginia Beach, VA
Miami, FL
Oakland, CA
Minneapolis, MN
Tulsa, OK
Bakersfield, CA
Wichita, KS
Arlington, TX
Aurora, CO
Tampa, FL
New Orleans, LA
Cleveland, OH
Honolulu, HI
Anaheim, CA
Lexington, KY
Stockton, CA
Corpus Christi, TX
Henderson, NV
Riverside, CA
Newark, NJ
St. Paul, MN
Santa Ana, CA
Cincinnati, OH
Irvine, CA
Orlando, FL
Pittsburgh, PA
St. Louis, MO
Greensboro, NC
Jersey City, NJ
Anchorage, AK
Lincoln, NE
Plano, TX
Durham, NC
Buffalo, NY
Chandler, AZ
Chula Vista, CA
Toledo, OH
Madison, WI
Gilbert, AZ
Reno, NV
Fort Wayne, IN
North Las Vegas, NV
St. Petersburg, FL
Lubbock, TX
Irving, TX
Laredo, TX
Winston-Salem, NC
Chesapeake, VA
Glendale, AZ
Garland, TX
Scottsdale, AZ
Norfolk, VA
Boise, ID
Fremont, CA
Spokane, WA
Santa Clarita, CA
Baton Rouge, LA
Richmond, VA
""".strip().splitlines()
