/// Why a page could not be read.
public enum RecognitionError: Error, Hashable, Sendable {
    /// Tesseract did not start with this model.
    case modelMissing(language: String, folder: String?)
    /// Tesseract does not know a variable that reading depends on.
    case unknownVariable(String)
    /// An operation on the page gave no result.
    case preparation(String)
}

extension RecognitionError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .modelMissing(let language, let folder):
            "the Tesseract model “\(language)” was not found in \(folder ?? "the system's tessdata folder"): "
                + (folder == ModelFolder.path
                    ? "this folder of the build belongs beside the program" : "run Scripts/setup.sh")
        case .unknownVariable(let name):
            "this Tesseract does not know the variable “\(name)”: version 5.3 or later is needed"
        case .preparation(let reason): reason
        }
    }
}
