/// A piece of a page, in which every text that was put in is escaped.
///
///     let line: HTML = "<td>\(item.name)</td>"
///
/// Literals are taken as they stand; what is interpolated is escaped by Unicode scalar, so that no combining mark hides a
/// quotation mark; another ``HTML`` goes in as it is. What was read from a slip can never become markup.
struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
    private(set) var text: String

    static let empty = HTML(trusted: "")

    /// Takes a text that this program has written as markup.
    private init(trusted text: String) { self.text = text }

    init(stringLiteral value: StaticString) { text = "\(value)" }

    init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

        mutating func appendInterpolation(_ value: HTML) { text += value.text }

        mutating func appendInterpolation(_ values: [HTML]) { for value in values { text += value.text } }

        mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

        mutating func appendInterpolation(_ value: Substring) { text += HTML.escaped(String(value)) }

        mutating func appendInterpolation(_ value: Int) { text += String(value) }

        mutating func appendInterpolation(_ value: Int64) { text += String(value) }

        /// A piece that stands there only if something holds.
        mutating func appendInterpolation(_ value: HTML, if condition: Bool) {
            if condition { text += value.text }
        }

        /// A piece for a value, if there is one.
        mutating func appendInterpolation<Value>(_ value: Value?, _ piece: (Value) -> HTML) {
            if let value { text += piece(value).text }
        }
    }

    static func + (a: HTML, b: HTML) -> HTML { HTML(trusted: a.text + b.text) }

    /// The text with everything that means something in HTML replaced; what cannot be shown becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t": escaped.append(scalar)
            default:
                switch scalar.properties.generalCategory {
                case .control, .surrogate, .unassigned: escaped.append("\u{FFFD}")
                // Marks that turn the direction of writing could make a page show what it does not say.
                case .format: escaped.append("\u{FFFD}")
                default: escaped.append(scalar)
                }
            }
        }
        return String(escaped)
    }
}

extension Sequence<HTML> {
    /// The pieces one after another.
    var joined: HTML { reduce(.empty, +) }
}
