import ArgumentParser

@main
struct SlipGeneratorCommand: AsyncParsableCommand {
}
