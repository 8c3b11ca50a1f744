using System.CommandLine;
using Trading.Cli;
using Trading.LoadTests;

namespace Trading.PageLoads;

/// <summary>What is to be measured.</summary>
/// <param name="Bids">Bids of the first lot; every other lot has as few as are opened.</param>
/// <param name="TraceFolder">Where traces of the browser are written; null for none.</param>
internal sealed record PagesPlan(
    Uri Server,
    string People,
    int Bids,
    int Lots,
    int OpensInSeconds,
    int ActsPerSecond,
    IReadOnlyList<Machine> Machines,
    string? TraceFolder
);

/// <summary><c>trading pages</c>: a big hall in a real browser.</summary>
internal static class PagesCommand
{
    private const int LeastSeconds = 45;
    private const int SealedPerSecond = 6;
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> People = new("--as")
    {
        Description = "Folder with host.key and host.der, who may publish, supervisor.der, ca.key and ca.der",
        HelpName = "DIR",
        DefaultValueFactory = _ => "data/demo",
    };
    private static readonly Option<int> Bids = new("--bids")
    {
        Description = "Bids of the first lot; every other lot has as few as are opened",
        HelpName = "N",
        DefaultValueFactory = _ => 500,
    };
    private static readonly Option<int> Lots = new("--lots")
    {
        Description = "Lots of the session",
        HelpName = "K",
        DefaultValueFactory = _ => 16,
    };
    private static readonly Option<int> OpensIn = new("--opens-in")
    {
        Description = "Seconds from the lock to the deadline (default: what sealing takes on two cores)",
        HelpName = "S",
    };
    private static readonly Option<int> Acts = new("--acts")
    {
        Description = "Acts a second behind the opening",
        HelpName = "A",
        DefaultValueFactory = _ => 10,
    };
    private static readonly Option<string> On = new("--on")
    {
        Description = "Machines, one after another, each with a session of its own: " + Machine.Names,
        HelpName = "LIST",
        DefaultValueFactory = _ => Machine.Names,
    };

    private static readonly Option<string> TraceTo = new("--trace")
    {
        Description = "Folder for traces of the browser, MACHINE-live.json and MACHINE-late.json; they cost time",
        HelpName = "DIR",
    };

    public static Command Build() =>
        new Verb(
            "pages",
            "Measures the hall in Chromium against a running platform: an opening that is watched live, acts behind "
                + "it, search and order, and somebody who comes late; prints figures beside goals."
        )
        {
            Examples = ["trading pages", "trading pages --on slow --bids 500 --lots 16 --as data/demo"],
            Exits =
            [
                (ExitCode.Done, "every goal is met"),
                (ExitCode.Failed, "a goal is missed, or a page did not come to its table"),
                (ExitCode.Usage, "wrong command line, server out of reach, or no Chromium"),
            ],
        }
            .With(Server, Bids, Lots, Acts, On, OpensIn, People, TraceTo)
            .Does(RunAsync);

    private static async Task<int> RunAsync(Request request, CancellationToken cancel)
    {
        var (bids, lots, acts) = (request.Get(Bids), request.Get(Lots), request.Get(Acts));
        if (lots is < 1 or > Opening.Publications.Terms.MostLots)
            throw CommandException.Usage($"--lots is 1 to {Opening.Publications.Terms.MostLots}.");
        if (bids is < Cast.LeastPerLot or > 5_000)
            throw CommandException.Usage($"--bids is {Cast.LeastPerLot} to 5000.");
        if (acts is < 1 or > 100)
            throw CommandException.Usage("--acts is 1 to 100.");
        if (bids < acts * Measurement.ActSeconds)
            throw CommandException.Usage(
                "Each act is another bidder's.",
                $"--bids is at least {Measurement.ActSeconds} × --acts"
            );
        var all = bids + (lots - 1) * Cast.LeastPerLot;
        var opensIn = request.Has(OpensIn) ? request.Get(OpensIn) : LeastSeconds + all / SealedPerSecond;
        if (opensIn < 1)
            throw CommandException.Usage("--opens-in is at least 1 second.");
        var server = request.Need(Server);
        if (!server.IsLoopback)
            throw CommandException.Usage("The platform is on this machine: seconds are compared with its own clock.");
        var machines = Machine.Parse(request.Need(On));
        var plan = new PagesPlan(
            server,
            request.Need(People),
            bids,
            lots,
            opensIn,
            acts,
            machines,
            request.Get(TraceTo)
        );
        return await new Measurement(plan, request.Out).RunAsync(cancel);
    }
}
