using System.CommandLine;
using System.Globalization;

namespace Trading.Cli;

/// <summary>A session on the command line: a JSON file, or options for the usual case.</summary>
internal sealed class DraftOptions
{
    private readonly Option<string> file = new("--file")
    {
        Description = "The session as JSON (README.md, \"A session of your own\")",
        HelpName = "FILE",
    };
    private readonly Option<string> code = new("--tender-code")
    {
        Description = "The tender's number",
        HelpName = "CODE",
    };
    private readonly Option<string> title = new("--title") { Description = "The tender's title", HelpName = "TITLE" };
    private readonly Option<string[]> lots = new("--lot")
    {
        Description =
            "A lot with its price kind; after a colon its ceiling (of a discount: the least discount), after a "
            + "second one the decimals of unit prices; "
            + "may be repeated",
        HelpName = "ID=KIND[:CEILING[:DECIMALS]]",
    };
    private readonly Option<string[]> scoring = new("--scoring")
    {
        Description = "Scoring terms of a lot (docs/spec/scoring.md, 4.5): a tender file without bids; may be repeated",
        HelpName = "ID=FILE",
    };
    private readonly Option<string[]> supervisors = new("--supervisor")
    {
        Description = "Who frees a late freeze together with the host, with the certificate; may be repeated",
        HelpName = "NAME=FILE.der",
    };
    private readonly Option<string> closeAt = new("--close-at")
    {
        Description = $"The deadline, such as {InstantText.Example}",
        HelpName = "TIME",
    };
    private readonly Option<string> pack = new("--rule-pack")
    {
        Description = "The law that applies",
        HelpName = "ID",
        DefaultValueFactory = _ => RulePacks.ConstructionNational.Id,
    };
    private readonly Option<Custody?> custody = new("--custody")
    {
        Description =
            "Who holds the trustees' machines: Independent (each its own machine and operator) or Single (all on "
            + "one). Stands in every lock and verdict; has to be said",
        HelpName = "WHO",
    };
    private readonly Option<int?> period = new("--period")
    {
        Description =
            "Seconds for objections and confirmations after the last lot was opened or failed; before their end the "
            + "session is concluded only if every bid is confirmed. 60 to 86400, of a rehearsal from 1. Without it: "
            + "the pack's usual ones, 600 for works, 900 for procurement",
        HelpName = "S",
    };
    private readonly Option<bool> drill = new("--drill") { Description = "A rehearsal: printed in every verdict" };

    public Option[] All => [file, code, title, lots, scoring, supervisors, closeAt, pack, custody, period, drill];

    public SessionDraft Read(Request request)
    {
        if (request.Get(file) is { } path)
        {
            if (All.Skip(1).Any(request.Has))
                throw CommandException.Usage("--file and the single options exclude each other.");
            return SessionDraft.Read(path);
        }
        return new SessionDraft
        {
            TenderCode = request.Need(code),
            Title = request.Need(title),
            RulePack = request.Need(pack),
            Custody = request.Get(custody),
            PeriodSeconds = request.Get(period),
            Drill = request.Get(drill),
            Lots = WithScoring([.. (request.Get(lots) ?? []).Select(ReadLot)], request.Get(scoring) ?? []),
            Roles = [.. (request.Get(supervisors) ?? []).Select(ReadSupervisor)],
            CloseAt = request.Get(closeAt) is { } text ? ReadInstant(text) : null,
        };
    }

    private static LotDraft ReadLot(string text)
    {
        if (text.Split('=', 2) is not [var lot, var rest])
            throw Wrong(text);
        var parts = rest.Split(':', 3);
        if (!Enum.TryParse<PriceKind>(parts[0], ignoreCase: true, out var kind) || !Enum.IsDefined(kind))
            throw Wrong(text);
        var decimals = LotTerms.LeastDecimals;
        if (parts.Length > 2 && !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out decimals))
            throw Wrong(text);
        return new LotDraft(lot, $"标段 {lot}", kind, parts.Length > 1 ? parts[1] : "", decimals);
    }

    private static LotDraft[] WithScoring(LotDraft[] lots, string[] scoring)
    {
        foreach (var text in scoring)
        {
            if (text.Split('=', 2) is not [var lot, { Length: > 0 } file])
                throw CommandException.Usage($"--scoring {text}: a lot and a file are expected, ID=FILE.");
            var at = Array.FindIndex(lots, l => l.Lot == lot);
            if (at < 0)
                throw CommandException.Usage($"--scoring {text}: there is no --lot {lot}.");
            if (lots[at].Scoring.Length > 0)
                throw CommandException.Usage($"--scoring {text}: lot {lot} has scoring terms already.");
            lots[at] = lots[at] with { Scoring = file };
        }
        return lots;
    }

    private static RoleDraft ReadSupervisor(string text) =>
        text.Split('=', 2) is [{ Length: > 0 } name, { Length: > 0 } file]
            ? new RoleDraft(Role.Supervisor, name, file)
            : throw CommandException.Usage(
                $"--supervisor {text}: a name and a certificate are expected, NAME=FILE.der."
            );

    private static DateTimeOffset ReadInstant(string text)
    {
        var (instant, problem) = InstantText.Read(text);
        return problem is null ? instant : throw CommandException.Usage($"--close-at {problem}");
    }

    private static CommandException Wrong(string text) =>
        CommandException.Usage(
            $"--lot {text}: ID=KIND, ID=KIND:CEILING or ID=UnitPrices:CEILING:DECIMALS is expected, KIND one of "
                + $"{string.Join(", ", Enum.GetNames<PriceKind>())}."
        );
}
