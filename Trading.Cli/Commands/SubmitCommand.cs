using System.CommandLine;

namespace Trading.Cli;

/// <summary><c>trading submit</c>: brings a sealed bid to the platform. Saying it again goes on where it stopped.</summary>
internal static class SubmitCommand
{
    private static readonly Argument<string?> Bid = new("BID") { Description = "The sealed file; without it the kit is completed with what the platform owes it", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string> Kit = CommonOptions.Kit();
    private static readonly Option<string> Key = CommonOptions.KeyIfNeeded("the bidder, to sign in; completing a kit needs none");
    private static readonly Option<string> Trust = CommonOptions.Trust("acknowledgement and receipt are checked against it");
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<int> Wait = new("--wait") { Description = "Seconds to wait for the full receipt", HelpName = "S", DefaultValueFactory = _ => 150 };

    public static Command Build()
    {
        var verb = new Verb("submit", "Submits a sealed bid: signs in, uploads what is missing, commits, checks acknowledgement and receipt, keeps both in the kit.")
        {
            Examples =
            [
                "trading submit my.bid --kit my.kit --key bidder.key --trust trust.txt",
                "trading submit --kit my.kit --trust trust.txt     # at any time, after the opening too: fetches acknowledgement and receipt into the kit",
            ],
            Exits =
            [
                (ExitCode.Done, "received: the full receipt was checked and stands in the kit"),
                (ExitCode.Failed, "refused by a rule (late, for example), or an answer of the platform does not hold"),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach"),
                (ExitCode.Pending, "logged, but the witnesses have not signed yet: say it again to fetch the receipt"),
            ],
        }.With(Kit, Key, Trust, Server, Wait);
        verb.Add(CommonOptions.RefuseDashes(Bid));
        return verb.Does(SubmitAsync);
    }

    private static async Task<int> SubmitAsync(Request request, CancellationToken cancel)
    {
        var kitPath = request.Need(Kit);
        var kit = SubmissionKit.Read(kitPath);
        using var bidder = request.Get(Key) is { } key ? PersonKey.Load(key) : null;
        using var api = new ApiClient(request.Need(Server), bidder);
        var target = await KitLock.FetchAsync(api, TrustSource.Read(request.Need(Trust)), kit, cancel);
        var desk = new SubmissionDesk(api, target, request.Notes);
        kit = await BringAsync(request, desk, await desk.CompleteAsync(kit, cancel), bidder, cancel);
        kit.Write(kitPath);
        var arrival = ReceiptCheck.Acknowledged(kit.Acknowledgement!, target, kit.EntryHash).AtMicros;
        request.Out.WriteLine($"logged, awaiting witnesses: arrival {TimeText.Print(arrival)}, entry {kit.EntryHash}");
        return await Receipts.FinishAsync(request, desk, kit, kitPath, TimeSpan.FromSeconds(request.Get(Wait)), "received", cancel);
    }

    private static async Task<SubmissionKit> BringAsync(Request request, SubmissionDesk desk, SubmissionKit kit, PersonKey? bidder, CancellationToken cancel)
    {
        if (kit.Acknowledgement is not null) return kit;
        if (request.Get(Bid) is not { } bid) throw await desk.MissingAsync(kit, request.Need(Kit), cancel);
        if (bidder is null) throw CommandException.Usage("--key is missing: sending a bid needs a sign-in.", "trading submit --help");
        return await desk.SubmitAsync(kit, bid, cancel);
    }
}
