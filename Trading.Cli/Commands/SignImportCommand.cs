using System.CommandLine;
using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>
/// <c>trading sign-import</c>: the supervisor compares what the host copied with the paper, and signs. Source:
/// docs/spec/draw.md, "Import file".
/// </summary>
internal static class SignImportCommand
{
    private static readonly Option<string> Import = Needed("--import", "The file that the host signed");
    private static readonly Option<string> Persons = Needed(
        "--persons",
        "The experts, copied from the paper by the supervisor: a table (CSV, UTF-8) with name/姓名 and id/身份证号"
    );
    private static readonly Option<string> Paper = Needed("--paper", "The signed paper (PDF)");
    private static readonly Option<string> Salt = Needed("--salt", "The salt that came from the host");
    private static readonly Option<string> Out = Needed("--out", "Where the file with both signatures is written");
    private static readonly Option<string> Trust = CommonOptions.Trust("platform and gate of the import are compared");
    private static readonly Option<string> Key = CommonOptions.Key("the supervisor");
    private static readonly Option<bool> Yes = new("--yes") { Description = "Everything is right: ask nobody" };
    private static readonly Option<string> Language = ScoreWords.Option("Words for faults of the table: zh or en");

    public static Command Build() =>
        new Verb(
            "sign-import",
            "Signs, as the supervisor, the import of a draw that another system made. Paper, salt and every identity "
                + "number are compared with what the host copied first. Nothing is sent: the host publishes the file "
                + "with send-import, or on the page for imports."
        )
        {
            Examples =
            [
                "trading sign-import --import draw.import --persons mine.csv --paper paper.pdf --salt draw.salt "
                    + "--trust trust.txt --key supervisor.key --out signed.import",
            ],
            Exits =
            [
                (ExitCode.Done, "signed"),
                (ExitCode.Failed, "something differs from what the host copied"),
                (ExitCode.Usage, "wrong command line, or unreadable file"),
            ],
        }
            .With(Import, Persons, Paper, Salt, Out, Trust, Key, Yes, Language)
            .Does(SignAsync);

    private static Option<string> Needed(string name, string description) =>
        new(name)
        {
            Description = description,
            HelpName = "FILE",
            Required = true,
        };

    private static async Task SignAsync(Request request, CancellationToken cancel)
    {
        using var supervisor = PersonKey.Load(request.Need(Key));
        var draw = ImportFile.Read(request.Need(Import), TrustSource.Read(request.Need(Trust)));
        if (!draw.Import.Supervisor.AsSpan().SequenceEqual(supervisor.PublicPoint))
            throw CommandException.Refused(
                "The import names another supervisor.",
                "spec:draw",
                "name the key of the supervisor whose certificate the host took"
            );
        var target = InputFile.Target(request.Need(Out), "a signed import");
        var salt = InputFile.Bytes(request.Need(Salt), "the salt of the import");
        HandInPaperCommand.Demand(draw.Import, salt, ImportDrawCommand.ReadPaper(request.Need(Paper)));
        var ids = ImportDrawCommand.ReadPersons(request.Need(Persons), request.Get(Language) == "zh");
        Demand(draw.Import, salt, ids);
        ImportDrawCommand.Ask(request, draw.Import, request.Get(Yes));
        await File.WriteAllTextAsync(target, ImportFile.Print(draw.SignedBy(supervisor)), new UTF8Encoding(), cancel);
        request.Out.WriteLine($"signed: {InputFile.Shown(target)}; give it back to the host");
    }

    /// <summary>All of them, and no other.</summary>
    internal static void Demand(ExternalImport import, byte[] salt, IReadOnlyList<string> ids)
    {
        var hashes = ImportDraft.HashesOf(Suite.P256, salt, ids);
        if (
            hashes.Count != import.Experts.Count
            || !hashes.Zip(import.Experts).All(p => p.First.SequenceEqual(p.Second))
        )
            throw CommandException.Refused(
                "The persons of the table are not those whom the host copied.",
                "spec:draw",
                "compare each with the paper; where the host is wrong, the host copies it again"
            );
    }
}
