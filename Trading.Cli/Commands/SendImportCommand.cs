using System.CommandLine;

namespace Trading.Cli;

/// <summary>
/// <c>trading send-import</c>: the host publishes an import that host and supervisor signed. Source: docs/spec/draw.md,
/// "Import file".
/// </summary>
internal static class SendImportCommand
{
    private static readonly Option<string> Import = new("--import")
    {
        Description = "The file with both signatures",
        HelpName = "FILE",
        Required = true,
    };
    private static readonly Option<string> Trust = CommonOptions.Trust("platform and gate of the import are compared");
    private static readonly Option<string> Key = CommonOptions.Key("the host");
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<bool> Yes = new("--yes") { Description = "Everything is right: ask nobody" };

    public static Command Build() =>
        new Verb("send-import", "Publishes an import of another system's draw that host and supervisor have signed.")
        {
            Examples = ["trading send-import --import signed.import --trust trust.txt --key host.key"],
            Exits =
            [
                (ExitCode.Done, "imported; saying it twice is harmless"),
                (ExitCode.Failed, "refused by a rule, or a signature is missing"),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach"),
            ],
        }
            .With(Import, Trust, Key, Server, Yes)
            .Does(SendAsync);

    private static async Task SendAsync(Request request, CancellationToken cancel)
    {
        using var host = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), host);
        var draw = ImportFile.Read(request.Need(Import), TrustSource.Read(request.Need(Trust)));
        if (draw.HostSignature.Length == 0 || draw.SupervisorSignature.Length == 0)
            throw CommandException.Refused(
                "A signature is missing.",
                "spec:draw",
                "let the supervisor sign with sign-import, or on the page for it"
            );
        ImportDrawCommand.Ask(request, draw.Import, request.Get(Yes));
        await api.ImportDrawAsync(draw, cancel);
        request.Out.WriteLine($"draw {draw.Draw}: external, {draw.Import.Experts.Count} experts");
    }
}
