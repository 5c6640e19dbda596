extension ReadingCounts {
    /// The counts that are built into the program.
    package static let learned = ReadingCounts(
        text: String(decoding: PackageResources.readings_txt, as: UTF8.self))

    /// What a printed character was misread as, with how often; a lost character is an empty text.
    ///
    /// Characters of like shape count for half a reading each, in normal form. None for a character of which nothing is
    /// known.
    package func misreadings(of character: Swift.Character) -> [(text: String, weight: Double)] {
        let scalars = NormalText(String(character)).scalars
        guard scalars.count == 1, let scalar = scalars.first else { return [] }
        let counts = characters[scalar]
        var readings = (counts?.misread ?? [:]).sorted { $0.key < $1.key }.map {
            (text: String($0.key), weight: Double($0.value))
        }
        if let lost = counts?.lost, lost > 0 { readings.append((text: "", weight: Double(lost))) }
        for other in ShapeConfusions.likeness(of: scalar).sorted() {
            readings.append((text: String(other), weight: 0.5))
        }
        return readings
    }

    /// Any Chinese character that was counted, by a number.
    package func stranger(number: Int) -> String {
        let known = characters.keys.filter(\.isHan).sorted()
        return known.isEmpty ? "" : String(known[number % known.count])
    }
}
