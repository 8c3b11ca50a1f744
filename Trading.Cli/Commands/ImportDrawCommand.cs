using System.CommandLine;
using System.Text;
using Trading.Crypto;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;

namespace Trading.Cli;

/// <summary>
/// <c>trading import-draw</c>: host and supervisor import a draw that another system made. Source: docs/spec/draw.md,
/// "External draws".
/// </summary>
internal static class ImportDrawCommand
{
    private const int MostFaults = 20;
    private static readonly byte[] PdfMark = "%PDF-"u8.ToArray();
    private static readonly Option<string> DrawJson = Needed(
        "--file",
        "The draw as of prepare-draw (JSON), without custody, regions, reserve and drawAt"
    );
    private static readonly Option<string> Persons = Needed(
        "--persons",
        "The experts of the paper: a table (CSV, UTF-8) with the columns name/姓名 and id/身份证号. Hashed here, never sent"
    );
    private static readonly Option<string> Paper = Needed(
        "--paper",
        "The signed paper (PDF, at most 8 MiB): its hash alone is sent now"
    );
    private static readonly Option<string> System = Needed("--system", "Name of the system that drew", "NAME");
    private static readonly Option<string> Number = Needed("--number", "The draw's number there", "TEXT");
    private static readonly Option<string> DrawnAt = Needed(
        "--drawn-at",
        $"When it drew, such as {InstantText.Example}",
        "INSTANT"
    );
    private static readonly Option<string> Trust = CommonOptions.Trust("its gate admits the experts");
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Key = CommonOptions.Key("the host");
    private static readonly Option<string> SupervisorKey = new("--supervisor-key")
    {
        Description = "Private key of the supervisor (PKCS#8 DER), another one than the host's",
        HelpName = "FILE",
    };
    private static readonly Option<string> ImportOut = new("--import-out")
    {
        Description = "Signs as the host alone and writes the file that the supervisor signs elsewhere; sends nothing",
        HelpName = "FILE",
    };
    private static readonly Option<string> SaltOut = new("--salt-out")
    {
        Description = "Where the salt is kept (0600) until the paper is handed in; PAPER.salt where nothing is said",
        HelpName = "FILE",
    };
    private static readonly Option<bool> Yes = new("--yes") { Description = "Everything is right: ask nobody" };
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<string> Language = ScoreWords.Option(
        "Words for what a gate refuses and for faults of the table: zh or en"
    );

    public static Command Build() =>
        new Verb(
            "import-draw",
            "Imports a draw of experts that another system made (a province's), from its signed paper. Nobody can "
                + "verify here how these people were drawn, so host and supervisor answer for it together: both sign "
                + "the same bytes, here with both keys, or each on the own machine (--import-out, then sign-import and "
                + "send-import, or the pages). Identity numbers are hashed "
                + "here and never sent; the paper, which holds every name, follows with hand-in-paper when nobody is "
                + "expected any more."
        )
        {
            Examples =
            [
                "trading import-draw --file draw.json --persons persons.csv --paper paper.pdf --system 广西综合评标专家库 "
                    + "--number 2026-0302-17 --drawn-at 2026-12-01T09:30:00+08:00 --trust trust.txt --key host.key "
                    + "--supervisor-key supervisor.key",
            ],
            Exits =
            [
                (ExitCode.Done, "imported; the gate expects its people"),
                (ExitCode.Failed, "refused by a rule"),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach"),
            ],
        }
            .With(DrawJson, Persons, Paper, System, Number, DrawnAt, Trust, Server, Key, SupervisorKey)
            .With(ImportOut, SaltOut, Yes, Json, Language)
            .Does(ImportAsync);

    private static Option<string> Needed(string name, string description, string help = "FILE") =>
        new(name)
        {
            Description = description,
            HelpName = help,
            Required = true,
        };

    private static async Task ImportAsync(Request request, CancellationToken cancel)
    {
        using var host = PersonKey.Load(request.Need(Key));
        using var supervisor = request.Get(SupervisorKey) is { } path ? PersonKey.Load(path) : null;
        if ((supervisor is null) == (request.Get(ImportOut) is null))
            throw CommandException.Usage(
                "The supervisor signs here or elsewhere.",
                "name --supervisor-key, or --import-out for a file that the supervisor signs"
            );
        using var api = new ApiClient(request.Need(Server), host);
        var file = DrawFile.Read(request.Need(DrawJson));
        var facts = file.ToImportedDraft(DateTimeOffset.UtcNow, Instant(request.Need(DrawnAt)));
        var named = file.SupervisorsKey();
        if (supervisor is not null)
            DemandSupervisor(file, named, supervisor);
        var isChinese = request.Get(Language) == "zh";
        var draft = new ImportDraft(
            facts,
            request.Need(System),
            request.Need(Number),
            ReadPersons(request.Need(Persons), isChinese),
            ReadPaper(request.Need(Paper))
        );
        var trust = TrustSource.Read(request.Need(Trust));
        var draw = draft.Propose(trust, host, named, Entropy.System);
        Demand(draw.Import, facts.Rules, isChinese ? DrawWords.Chinese : DrawWords.English);
        var salt = InputFile.Target(request.Get(SaltOut) ?? request.Need(Paper) + ".salt", "a salt");
        await api.PublisherAsync(cancel); // without the right nobody is asked anything
        Ask(request, draw.Import, request.Get(Yes));
        if (supervisor is null)
            await WriteAsync(request, draw, salt, cancel);
        else
            await SendAsync(api, draw.SignedBy(supervisor), salt, cancel);
        Print(request, draw, salt);
    }

    /// <summary>The experts; every fault of the table is named by line and column, and no number shown.</summary>
    internal static IReadOnlyList<string> ReadPersons(string path, bool isChinese)
    {
        var (stream, _) = InputFile.Open(path, "a table of persons (CSV)");
        using var file = stream;
        var table = PersonTable.ReadAll(file);
        if (table.Faults.Count == 0)
            return table.Ids;
        var said = table.Faults.Take(MostFaults).Select(fault => TableFaultWords.Describe(fault, isChinese)).ToList();
        if (table.Faults.Count > MostFaults)
            said.Add(isChinese ? $"共 {table.Faults.Count} 处" : $"{table.Faults.Count} faults in all");
        throw CommandException.Usage(
            $"{InputFile.Shown(path)}:\n{string.Join('\n', said)}",
            isChinese
                ? "表头为 姓名,身份证号，每位专家一行；修改后重新导入"
                : "a header name,id and one row for each expert; correct it and say the command again"
        );
    }

    /// <summary>The paper, no larger than the platform takes it.</summary>
    internal static byte[] ReadPaper(string path)
    {
        var (stream, length) = InputFile.Open(path, "the signed paper (PDF)");
        using var file = stream;
        if (length > ExternalImport.PaperMostBytes)
            throw CommandException.Usage(
                $"{InputFile.Shown(path)} has {SizeText.Print(length)}, and a paper at most 8MiB.",
                "scan it with fewer points"
            );
        var paper = new byte[length];
        file.ReadExactly(paper);
        return paper.AsSpan().StartsWith(PdfMark)
            ? paper
            : throw CommandException.Usage(
                $"{InputFile.Shown(path)} is no PDF.",
                "name the signed paper of the other system as a PDF file"
            );
    }

    private static DateTimeOffset Instant(string text)
    {
        var (instant, problem) = InstantText.Read(text);
        return problem is null ? instant : throw CommandException.Usage($"--drawn-at {ScreenText.Clean(problem)}");
    }

    private static void DemandSupervisor(DrawFile file, byte[] named, PersonKey supervisor)
    {
        if (!named.AsSpan().SequenceEqual(supervisor.PublicPoint))
            throw CommandException.Usage(
                $"--supervisor-key is not the key of {InputFile.Shown(file.Supervisor)}.",
                "supervisor in the file names the certificate of whoever signs with it"
            );
    }

    private static void Demand(ExternalImport import, DrawRules rules, DrawWords words)
    {
        if (ExternalGates.Check(import, rules) is { Count: > 0 } refusals)
            throw words.Refusal(refusals);
    }

    /// <summary>What is about to be signed or sent, and a yes to it.</summary>
    internal static void Ask(Request request, ExternalImport import, bool isYes)
    {
        request.Notes.WriteLine($"drawn by {ScreenText.Clean(import.System)}, {ScreenText.Clean(import.Number)}");
        request.Notes.WriteLine($"drawn at {TimeText.Deadline(import.Request.DrawAt)}; nobody here can verify how");
        request.Notes.WriteLine($"experts: {import.Experts.Count}; the buyer sends {import.Request.BuyerSeats.Count}");
        request.Notes.WriteLine(
            $"room opens {TimeText.Deadline(import.Request.RoomAt)}, {ScreenText.Clean(import.Request.Place)}"
        );
        request.Confirmation.Ask("Nothing of it can be changed afterwards. Is it right?", "--yes", isYes);
    }

    private static async Task WriteAsync(Request request, ImportedDraw draw, string salt, CancellationToken cancel)
    {
        var target = InputFile.Target(request.Need(ImportOut), "an import");
        Keep(salt, draw);
        await File.WriteAllTextAsync(target, ImportFile.Print(draw), new UTF8Encoding(), cancel);
        request.Notes.WriteLine($"not sent: the supervisor signs {InputFile.Shown(target)}, then send-import");
    }

    // The salt lies on the disk before anything is sent: without it the paper could never be handed in.
    private static async Task SendAsync(ApiClient api, ImportedDraw draw, string salt, CancellationToken cancel)
    {
        Keep(salt, draw);
        try
        {
            await api.ImportDrawAsync(draw, cancel);
        }
        catch (ApiException refused) when ((int)refused.Status < 500)
        {
            File.Delete(salt); // of a draw that there is not
            throw;
        }
    }

    private static void Keep(string salt, ImportedDraw draw)
    {
        if (File.Exists(salt))
            throw CommandException.Usage(
                $"{InputFile.Shown(salt)} is there already, and may be the only salt of another draw.",
                "name another file with --salt-out"
            );
        PrivateFile.WriteNew(salt, draw.Salt);
    }

    private static void Print(Request request, ImportedDraw draw, string salt)
    {
        var facts = draw.Import.Request;
        if (request.Get(Json))
            request.Print(
                new
                {
                    draw = draw.Draw,
                    drawAt = facts.DrawAt,
                    roomAt = facts.RoomAt,
                    seats = draw.Import.Experts.Count,
                    salt,
                }
            );
        else
        {
            request.Out.WriteLine(
                $"draw {draw.Draw}: external, {draw.Import.Experts.Count} experts, "
                    + $"room opens {TimeText.Deadline(facts.RoomAt)}"
            );
            request.Out.WriteLine($"salt: {InputFile.Shown(salt)}; keep it for hand-in-paper");
        }
    }
}
