import Slips

/// The form of `docs/corrections.md`: one object a change, told apart by its keys.
extension SlipChange: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case line, field, value, entry
        case outOfCatalog = "out_of_catalog"
        case confirm, remove, add, page, approve, uphold, rule, reason, complete
    }

    public init(from decoder: any Decoder) throws {
        let all = try decoder.container(keyedBy: AnyCodingKey.self).allKeys.map(\.stringValue)
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func refuse(_ reason: String) -> DecodingError {
            .dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: reason))
        }
        if let unknown = all.sorted().first(where: { CodingKeys(stringValue: $0) == nil }) {
            throw refuse("a change has no key ‘\(unknown)’")
        }
        let line = try container.decodeIfPresent(Int.self, forKey: .line)
        func needed() throws -> Int {
            guard let line else { throw refuse("the key ‘line’ is missing") }
            return line
        }
        /// Sees to it that the change has no other keys: one that is passed over would be a change that is not made.
        func only(_ keys: CodingKeys...) throws {
            if let other = container.allKeys.first(where: { !keys.contains($0) }) {
                throw refuse("the key ‘\(other.rawValue)’ does not go with ‘\(keys[0].rawValue)’")
            }
        }
        func must(_ key: CodingKeys) throws {
            guard try container.decode(Bool.self, forKey: key) else {
                throw refuse("‘\(key.rawValue)’ can only be true")
            }
        }
        if container.contains(.field) {
            try only(.field, .line, .value)
            let name = try container.decode(String.self, forKey: .field)
            let value = try container.decode(String?.self, forKey: .value)
            if let line {
                guard let column = ItemColumn(rawValue: name) else {
                    throw refuse("a line has no field ‘\(name)’")
                }
                self = .column(line: line, column, value)
            } else {
                guard let field = SlipField(rawValue: name) else {
                    throw refuse("a slip has no field ‘\(name)’")
                }
                self = .field(field, value)
            }
        } else if container.contains(.entry) {
            try only(.entry, .line)
            self = .entry(line: try needed(), code: try container.decode(String.self, forKey: .entry))
        } else if container.contains(.outOfCatalog) {
            try only(.outOfCatalog, .line)
            try must(.outOfCatalog)
            self = .outOfCatalog(line: try needed())
        } else if container.contains(.confirm) {
            try only(.confirm, .line)
            try must(.confirm)
            self = .confirm(line: try needed())
        } else if container.contains(.remove) {
            try only(.remove, .line)
            try must(.remove)
            self = .remove(line: try needed())
        } else if container.contains(.add) {
            try only(.add, .page)
            var columns: [ItemColumn: String] = [:]
            for (name, value) in try container.decode([String: String].self, forKey: .add) {
                guard let column = ItemColumn(rawValue: name) else {
                    throw refuse("a line has no field ‘\(name)’")
                }
                columns[column] = value
            }
            self = .add(page: try container.decodeIfPresent(Int.self, forKey: .page) ?? 1, columns)
        } else if container.contains(.complete) {
            try only(.complete)
            try must(.complete)
            self = .complete
        } else if let key = [CodingKeys.approve, .uphold].first(where: container.contains) {
            try only(key, .line, .rule, .reason)
            self = .finding(
                line: line,
                FindingRuling(
                    outcome: key == .approve ? .approved : .upheld,
                    code: FlagCode(rawValue: try container.decode(String.self, forKey: key)),
                    rule: try container.decodeIfPresent(String.self, forKey: .rule),
                    reason: try container.decode(String.self, forKey: .reason)))
        } else {
            throw refuse(
                "it says nothing to change: give field, entry, out_of_catalog, confirm, remove, add, approve, "
                    + "uphold or complete")
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .column(let line, let column, let value):
            try container.encode(line, forKey: .line)
            try container.encode(column.rawValue, forKey: .field)
            try container.encode(value, forKey: .value)
        case .field(let field, let value):
            try container.encode(field.rawValue, forKey: .field)
            try container.encode(value, forKey: .value)
        case .entry(let line, let code):
            try container.encode(line, forKey: .line)
            try container.encode(code, forKey: .entry)
        case .outOfCatalog(let line):
            try container.encode(line, forKey: .line)
            try container.encode(true, forKey: .outOfCatalog)
        case .confirm(let line):
            try container.encode(line, forKey: .line)
            try container.encode(true, forKey: .confirm)
        case .remove(let line):
            try container.encode(line, forKey: .line)
            try container.encode(true, forKey: .remove)
        case .add(let page, let columns):
            try container.encode(page, forKey: .page)
            let named = columns.map { ($0.key.rawValue, $0.value) }
            try container.encode(Dictionary(uniqueKeysWithValues: named), forKey: .add)
        case .finding(let line, let ruling):
            try container.encodeIfPresent(line, forKey: .line)
            let key = ruling.outcome == .approved ? CodingKeys.approve : .uphold
            try container.encode(ruling.code.rawValue, forKey: key)
            try container.encodeIfPresent(ruling.rule, forKey: .rule)
            try container.encode(ruling.reason, forKey: .reason)
        case .complete: try container.encode(true, forKey: .complete)
        }
    }
}

/// Any key, to find those that are none.
struct AnyCodingKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }

    init?(intValue: Int) { nil }
}
