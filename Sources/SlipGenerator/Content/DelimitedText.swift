/// The records of a comma-separated text (RFC 4180), each with the line on which it begins.
struct DelimitedText {
    struct Record {
        /// From 1.
        let line: Int
        let fields: [String]
    }

    let records: [Record]

    init(_ text: String) {
        var records: [Record] = []
        var fields: [String] = []
        var field = ""
        var quoted = false
        var line = 1
        var start = 1
        var rest = text.unicodeScalars.makeIterator()
        var pending = rest.next()
        if pending == "\u{FEFF}" { pending = rest.next() }

        func closeRecord() {
            fields.append(field)
            if fields.count > 1 || !field.isEmpty { records.append(Record(line: start, fields: fields)) }
            fields = []
            field = ""
        }

        while let scalar = pending {
            pending = rest.next()
            switch scalar {
            case "\"" where quoted && pending == "\"":
                field.unicodeScalars.append("\"")
                pending = rest.next()
            case "\"":
                quoted.toggle()
            case "," where !quoted:
                fields.append(field)
                field = ""
            case "\r" where !quoted && pending == "\n":
                break
            case "\n":
                line += 1
                if quoted {
                    field.unicodeScalars.append(scalar)
                } else {
                    closeRecord()
                    start = line
                }
            default:
                field.unicodeScalars.append(scalar)
            }
        }
        closeRecord()
        self.records = records
    }
}
