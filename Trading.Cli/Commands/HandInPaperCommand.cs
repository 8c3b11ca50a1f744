using System.CommandLine;
using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>
/// <c>trading hand-in-paper</c>: the signed paper of an imported draw, once nobody is expected any more. Source:
/// docs/spec/draw.md, "External draws".
/// </summary>
internal static class HandInPaperCommand
{
    private static readonly Option<string> Draw = Needed("--draw", "The draw, 32 hexadecimal digits", "ID");
    private static readonly Option<string> Paper = Needed("--paper", "The paper that was signed at the import (PDF)");
    private static readonly Option<string> Salt = Needed("--salt", "The salt that import-draw wrote");
    private static readonly Option<string> Key = CommonOptions.Key("the host or the supervisor");
    private static readonly Option<Uri> Server = CommonOptions.Server();

    public static Command Build() =>
        new Verb(
            "hand-in-paper",
            "Hands in the paper of a draw that was imported. It holds every name, so it comes last: when all have "
                + "arrived, or the door is closed, or the draw failed. It is compared here with what was signed before "
                + "a byte of it is sent."
        )
        {
            Examples = ["trading hand-in-paper --draw 90…1b --paper paper.pdf --salt paper.pdf.salt --key host.key"],
            Exits =
            [
                (ExitCode.Done, "handed in; saying it twice is harmless"),
                (ExitCode.Failed, "refused: another paper or salt, or somebody is still expected"),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach"),
            ],
        }
            .With(Draw, Paper, Salt, Key, Server)
            .Does(HandInAsync);

    private static Option<string> Needed(string name, string description, string help = "FILE") =>
        new(name)
        {
            Description = description,
            HelpName = help,
            Required = true,
        };

    private static async Task HandInAsync(Request request, CancellationToken cancel)
    {
        var draw = request.Need(Draw);
        if (!Names.IsSession(draw))
            throw CommandException.Usage("--draw has 32 hexadecimal digits.", "import-draw printed them");
        using var person = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), person);
        var salt = InputFile.Bytes(request.Need(Salt), "the salt that import-draw wrote");
        var paper = ImportDrawCommand.ReadPaper(request.Need(Paper));
        Demand(await ImportAsync(api, draw, cancel), salt, paper);
        await api.HandInPaperAsync(draw, salt, paper, cancel);
        request.Out.WriteLine($"draw {draw}: its paper of {SizeText.Print(paper.Length)} is handed in");
    }

    private static async Task<ExternalImport> ImportAsync(ApiClient api, string draw, CancellationToken cancel)
    {
        var page = await api.FeedAsync(Names.DrawStream(draw), -1, cancel);
        return
            page.Events.Select(item => DrawCodec.Table.Decode(Encoding.UTF8.GetBytes(item.E))).FirstOrDefault()
                is ExternalDrawImported imported
            && ExternalImportCodec.TryParse(imported.Import, out var import)
            ? import
            : throw CommandException.Refused(
                $"Draw {draw} was not imported: this platform drew it.",
                "spec:draw",
                "only the draw of another system has a paper"
            );
    }

    /// <summary>Whatever else than the signed paper never leaves this machine.</summary>
    internal static void Demand(ExternalImport import, byte[] salt, byte[] paper)
    {
        var suite = Suite.Find(import.Request.Suite)!;
        if (!suite.Hash(paper).AsSpan().SequenceEqual(import.PaperHash))
            throw CommandException.Refused(
                "This is not the paper whose hash was signed at the import.",
                "spec:draw",
                "name the very file that import-draw read"
            );
        if (
            salt.Length != PersonHash.SaltBytes
            || !PersonHash.OfSalt(suite, salt).AsSpan().SequenceEqual(import.Request.PersonSaltHash)
        )
            throw CommandException.Refused(
                "This is not the salt of the draw.",
                "spec:draw",
                "name the file that import-draw wrote"
            );
    }
}
