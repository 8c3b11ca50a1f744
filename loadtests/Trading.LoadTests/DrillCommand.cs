using System.CommandLine;
using Trading.Cli;
using Trading.Evaluation.Requests;

namespace Trading.LoadTests;

/// <summary>What a drill was asked to do.</summary>
internal sealed record DrillPlan(
    Uri Server,
    int Bidders,
    long SizeBytes,
    string People,
    int OpensInSeconds,
    int Lots,
    int Attendees,
    string? TrustFile,
    string? Archive,
    string? TrustOut
);

/// <summary><c>trading drill</c>: a whole opening by an outsider.</summary>
internal static class DrillCommand
{
    private const int LeastSeconds = 30;
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<int> Bidders = new("--bidders")
    {
        Description = "How many bidders; 0 rehearses lots for which nobody bids",
        HelpName = "N",
        DefaultValueFactory = _ => 5,
    };
    private static readonly Option<long> Size = CommonOptions.Size("--size", "Size of each bid's document", "100KiB");
    private static readonly Option<string> People = new("--as")
    {
        Description = "Folder with host.key and host.der, who may publish, supervisor.der, ca.key and ca.der",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data/demo",
    };
    private static readonly Option<int> OpensIn = new("--opens-in")
    {
        Description = "Seconds from the lock to the deadline (default: the number of bidders, at least 30)",
        HelpName = "S",
    };
    private static readonly Option<int> Lots = new("--lots")
    {
        Description =
            "Lots with different price kinds in one hall; bidders are dealt out to as many as get three each, "
            + "the rest stay empty",
        HelpName = "K",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<int> Attendees = new("--attendees")
    {
        Description = "How many follow the feed over SignalR",
        HelpName = "M",
        DefaultValueFactory = _ => 8,
    };
    private static readonly Option<string> Trust = CommonOptions.Trust(
        "without it the drill asks the platform, and says so"
    );
    private static readonly Option<string> Archive = new("--archive")
    {
        Description = "Keep the archive here",
        HelpName = "FILE",
    };
    private static readonly Option<string> TrustOut = new("--trust-out")
    {
        Description = "Keep the platform's own trust file here; it proves consistency, not identity",
        HelpName = "FILE",
    };

    private static readonly Option<bool> IsDraw = new("--draw")
    {
        Description = "Rehearse a draw of experts instead: publication, beacon, telephones, gate, archive",
    };
    private static readonly Option<bool> IsEvaluation = new("--evaluation")
    {
        Description = "Rehearse a tender to its end: opening, draw, and the room in which the committee evaluates",
    };
    private static readonly Option<int> Experts = new("--experts")
    {
        Description = "Of a draw: how many seats are drawn, odd and at least 5",
        HelpName = "N",
        DefaultValueFactory = _ => 7,
    };
    private static readonly Option<int> DrawsIn = new("--draws-in")
    {
        Description = "Of a draw: seconds until t_draw",
        HelpName = "S",
        DefaultValueFactory = _ => 15,
    };
    private static readonly Option<string> Pool = new("--pool")
    {
        Description = "Of a draw: the table that the custodian's pool was filled from; else pool.csv of --as",
        HelpName = "FILE.csv",
    };
    private static readonly Option<Uri> Provider = CommonOptions.Address(
        "--provider",
        "Of a draw: the stand-in for telephones",
        new Uri("http://127.0.0.1:5092/")
    );
    private static readonly Option<Uri> Gate = CommonOptions.Address(
        "--gate",
        "Of a draw: the gate",
        new Uri("http://127.0.0.1:5093/")
    );
    private static readonly Option<string> Desk = new("--desk")
    {
        Description = "Of a draw: the account of a desk at the gate",
        HelpName = "USER",
        DefaultValueFactory = _ => "desk",
    };
    private static readonly Option<string> DeskPassword = new("--desk-password-file")
    {
        Description = "Of a draw: a file with that account's password; else gate.password of --as",
        HelpName = "FILE",
    };

    public static Command Build() =>
        new Verb(
            "drill",
            "Rehearses a whole opening against a running platform: makes a session, seals and submits as N "
                + "bidders, follows the feed, verifies everything."
        )
        {
            Examples =
            [
                "trading drill --bidders 50 --size 2MiB",
                "trading drill --bidders 0 --lots 64",
                "trading drill --draw --experts 7",
                "trading drill --evaluation --experts 7 --bidders 12",
                "trading drill --draw --experts 7 --pool pool.csv --desk-password-file desk.password",
                "trading drill --server http://127.0.0.1:5080 --as data/demo --bidders 12 --lots 3 --archive "
                    + "drill.archive --trust-out trust.txt",
            ],
            Exits =
            [
                (
                    ExitCode.Done,
                    "everything held, every lot has its outcome; the last line is \"opened N of N\", "
                        + "of a draw \"seated N of N, verified\", of an evaluation \"ranked N of N\""
                ),
                (ExitCode.Failed, "something is wrong: a gap in the feed, a receipt, a bid, the archive"),
                (ExitCode.Usage, "wrong command line, server out of reach, or no lock certificate within 10 s"),
            ],
        }
            .With(Server, Bidders, Size, People, OpensIn, Lots, Attendees, Trust, Archive, TrustOut)
            .With(IsDraw, IsEvaluation, Experts, DrawsIn, Pool, Provider, Gate, Desk, DeskPassword)
            .Does(RunAsync);

    private static async Task<int> RunAsync(Request request, CancellationToken cancel)
    {
        if (request.Get(IsDraw))
        {
            using var draw = new DrawDrill(PlanOfDraw(request), request.Out);
            return await draw.RunAsync(cancel);
        }
        if (request.Get(IsEvaluation))
        {
            var (all, opening) = (PlanOfDraw(request), Plan(request));
            using var evaluation = new EvaluationDrill(
                new EvaluationPlan(all, opening.Bidders, opening.OpensInSeconds),
                request.Out
            );
            return await evaluation.RunAsync(cancel);
        }
        var plan = Plan(request);
        using var drill = new Drill(plan, request.Out);
        return await drill.RunAsync(cancel);
    }

    private static DrawPlan PlanOfDraw(Request request)
    {
        if (request.Get(Experts) is var seats && (seats is < 5 or > DrawRequestCodec.SeatsMost || seats % 2 == 0))
            throw CommandException.Usage($"--experts is odd, 5 to {DrawRequestCodec.SeatsMost}.");
        if (request.Get(DrawsIn) < 1)
            throw CommandException.Usage("--draws-in is at least 1 second.");
        var people = request.Need(People);
        return new DrawPlan(
            request.Need(Server),
            people,
            request.Get(Experts),
            request.Get(DrawsIn),
            request.Get(Pool) ?? Path.Combine(people, "pool.csv"),
            request.Need(Provider),
            request.Need(Gate),
            request.Need(Desk),
            InputFile
                .Text(
                    request.Get(DeskPassword) ?? Path.Combine(people, "gate.password"),
                    "a desk's password (--desk-password-file)"
                )
                .Trim(),
            request.Get(Trust),
            request.Get(Archive)
        );
    }

    private static DrillPlan Plan(Request request)
    {
        var (bidders, lots, attendees) = (request.Get(Bidders), request.Get(Lots), request.Get(Attendees));
        if (lots is < 1 or > Terms.MostLots)
            throw CommandException.Usage($"--lots is 1 to {Terms.MostLots}.");
        if (bidders is < 0 or > 0 and < Cast.LeastPerLot)
            throw CommandException.Usage(
                $"--bidders is 0, or at least {Cast.LeastPerLot}: fewer bids are never opened."
            );
        if (attendees < 1)
            throw CommandException.Usage("--attendees is at least 1: somebody has to watch.");
        var opensIn = request.Has(OpensIn) ? request.Get(OpensIn) : Math.Max(LeastSeconds, bidders);
        if (opensIn < 1)
            throw CommandException.Usage("--opens-in is at least 1 second.");
        return new DrillPlan(
            request.Need(Server),
            bidders,
            request.Get(Size),
            request.Need(People),
            opensIn,
            lots,
            attendees,
            request.Get(Trust),
            request.Get(Archive),
            request.Get(TrustOut)
        );
    }
}
