/// A piece of a page, in which every text that was put in is escaped.
///
///     let line: HTML = "<td>\(item.name)</td>"
///
/// Literals are taken as they stand; what is interpolated is escaped by Unicode scalar, so that no combining mark hides a
/// quotation mark; another ``HTML`` goes in as it is. What was read from a slip can never become markup.
package struct HTML: Hashable, Sendable, ExpressibleByStringInterpolation {
    package private(set) var text: String

    package static let empty = HTML(trusted: "")

    /// Takes a text that this program has written as markup.
    private init(trusted text: String) { self.text = text }

    package init(stringLiteral value: StaticString) { text = "\(value)" }

    package init(stringInterpolation interpolation: StringInterpolation) { text = interpolation.text }

    package struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        package init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        package mutating func appendLiteral(_ literal: StaticString) { text += "\(literal)" }

        package mutating func appendInterpolation(_ value: HTML) { text += value.text }

        package mutating func appendInterpolation(_ values: [HTML]) {
            for value in values { text += value.text }
        }

        package mutating func appendInterpolation(_ value: String) { text += HTML.escaped(value) }

        package mutating func appendInterpolation(_ value: Substring) { text += HTML.escaped(String(value)) }

        package mutating func appendInterpolation(_ value: Int) { text += String(value) }

        package mutating func appendInterpolation(_ value: Int64) { text += String(value) }

        /// A piece that stands there only if something holds.
        package mutating func appendInterpolation(_ value: HTML, if condition: Bool) {
            if condition { text += value.text }
        }

        /// A piece for a value, if there is one.
        package mutating func appendInterpolation<Value>(_ value: Value?, _ piece: (Value) -> HTML) {
            if let value { text += piece(value).text }
        }
    }

    package static func + (a: HTML, b: HTML) -> HTML { HTML(trusted: a.text + b.text) }

    /// The text with everything that means something in HTML replaced; what cannot be shown becomes U+FFFD.
    package static func escaped(_ text: String) -> String {
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
    package var joined: HTML { reduce(.empty, +) }
}
