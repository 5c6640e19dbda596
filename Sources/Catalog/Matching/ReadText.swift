/// A reading in normal form, with how sure the engine was of each of its characters.
struct ReadText: Hashable, Sendable {
    var scalars: [Unicode.Scalar]
    /// As many as there are scalars, or none where the engine did not say.
    var confidences: [Double]

    init(scalars: [Unicode.Scalar], confidences: [Double] = []) {
        self.scalars = scalars
        self.confidences = confidences.count == scalars.count ? confidences : []
    }

    /// - Parameters:
    ///   - text: What was read.
    ///   - confidences: Of each character of `text`; taken as unknown when there are not as many.
    init(_ text: String, confidences: [Double]) {
        guard confidences.count == text.count else {
            self.init(scalars: NormalText(text).scalars)
            return
        }
        var scalars: [Unicode.Scalar] = []
        var known: [Double] = []
        for (character, confidence) in zip(text, confidences) {
            for scalar in NormalText(String(character)).scalars {
                scalars.append(scalar)
                known.append(confidence)
            }
        }
        self.init(scalars: scalars, confidences: known)
    }

    /// The part of a range of places.
    subscript(range: Range<Int>) -> ReadText {
        ReadText(
            scalars: Array(scalars[range]), confidences: confidences.isEmpty ? [] : Array(confidences[range]))
    }
}
