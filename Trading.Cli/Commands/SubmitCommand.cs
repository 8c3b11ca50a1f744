using System.CommandLine;

namespace Trading.Cli;

/// <summary>
/// <c>trading submit</c>: brings a sealed bid to the platform. Saying it again goes on where it stopped.
/// </summary>
internal static class SubmitCommand
{
    private static readonly Argument<string?> Bid = new("BID")
    {
        Description = "The sealed file; without it the kit is completed with what the platform owes it",
        Arity = ArgumentArity.ZeroOrOne,
    };
    private static readonly Option<string> Kit = CommonOptions.Kit();
    private static readonly Option<string> Key = CommonOptions.KeyIfNeeded(
        "the bidder, to sign in; completing a kit needs none"
    );
    private static readonly Option<string> Trust = CommonOptions.Trust(
        "acknowledgement and receipt are checked against it"
    );
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait for the full receipt",
        HelpName = "S",
        DefaultValueFactory = _ => 150,
    };

    public static Command Build()
    {
        var verb = new Verb(
            "submit",
            "Submits a sealed bid: signs in, uploads what is missing, commits, checks acknowledgement and "
                + "receipt, keeps both in the kit."
        )
        {
            Examples =
            [
                "trading submit my.bid --kit my.kit --key bidder.key --trust trust.txt",
                "trading submit --kit my.kit --trust trust.txt     # at any time, after the opening too: fetches "
                    + "acknowledgement and receipt into the kit",
            ],
            Exits =
            [
                (ExitCode.Done, "received: the full receipt was checked and stands in the kit"),
                (
                    ExitCode.Failed,
                    "refused by a rule (late, or superseded by a newer revision), or an answer of the platform "
                        + "does not hold"
                ),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach"),
                (ExitCode.Pending, "logged, but the witnesses have not signed yet: say it again to fetch the receipt"),
            ],
        }.With(Kit, Key, Trust, Server, Wait);
        verb.Add(CommonOptions.RefuseDashes(Bid));
        return verb.Does(SubmitAsync);
    }

    // Said before the first byte leaves: who typed the wrong kit can still stop it.
    private static async Task AnnounceAsync(
        Request request,
        ApiClient api,
        VerifiedLock target,
        SubmissionKit kit,
        CancellationToken cancel
    )
    {
        var terms = await PublishedTerms.FetchAsync(api, target, cancel);
        var file = request.Get(Bid) is { } path
            ? $" {InputFile.Shown(path)}{(File.Exists(path) ? $" ({SizeText.Print(new FileInfo(path).Length)})" : "")},"
            : "";
        var doing =
            kit.Acknowledgement is not null ? "sent before:"
            : file.Length > 0 ? "to send:"
            : "to look up:";
        var what = kit.IsWithdrawal ? "withdrawal of submission" : "submission";
        request.Out.WriteLine($"{doing}{file} {what} {kit.Submission}, revision {kit.Revision}");
        request.Out.WriteLine(
            $"  for {PublishedTerms.Describe(terms, kit.Lot)}, session {kit.Session}, bids until "
                + $"{TimeText.Print(target.Policy.CloseAt)}"
        );
        request.Out.WriteLine($"  at {api.Server}");
    }

    private static async Task<int> SubmitAsync(Request request, CancellationToken cancel)
    {
        var kitPath = request.Need(Kit);
        var kit = SubmissionKit.Read(kitPath);
        using var bidder = request.Get(Key) is { } key ? PersonKey.Load(key) : null;
        using var api = new ApiClient(request.Need(Server), bidder);
        var target = await KitLock.FetchAsync(api, TrustSource.Read(request.Need(Trust)), kit, cancel);
        await AnnounceAsync(request, api, target, kit, cancel);
        var desk = new SubmissionDesk(api, target, request.Notes);
        kit = await desk.CompleteAsync(kit, cancel);
        var newer = kit.Acknowledgement is null ? null : await desk.SupersededByAsync(kit, cancel);
        kit = await BringAsync(request, desk, kit, bidder, cancel);
        kit.Write(kitPath);
        var arrival = ReceiptCheck.Acknowledged(kit.Acknowledgement!, target, kit.EntryHash).AtMicros;
        request.Out.WriteLine($"logged, awaiting witnesses: arrival {TimeText.Print(arrival)}, {kit.EntryText}");
        var code = await Receipts.FinishAsync(
            request,
            desk,
            kit,
            kitPath,
            TimeSpan.FromSeconds(request.Get(Wait)),
            kit.IsWithdrawal ? "withdrawn" : "received",
            cancel
        );
        return newer is { } revision ? throw Superseded(kit, revision) : code;
    }

    // Its receipt is right and worth keeping; but whoever sends it again believes that it counts.
    private static CommandException Superseded(SubmissionKit kit, uint revision) =>
        CommandException.Refused(
            $"Revision {kit.Revision} of submission {kit.Submission} is superseded by revision {revision}: it "
                + "was received, and it will not be opened.",
            "bidding-law:29",
            $"keep the kit of revision {revision}: only the newest revision is opened"
        );

    private static async Task<SubmissionKit> BringAsync(
        Request request,
        SubmissionDesk desk,
        SubmissionKit kit,
        PersonKey? bidder,
        CancellationToken cancel
    )
    {
        if (kit.Acknowledgement is not null)
            return kit;
        if (request.Get(Bid) is not { } bid)
            throw await desk.MissingAsync(kit, request.Need(Kit), cancel);
        if (bidder is null)
            throw CommandException.Usage("--key is missing: sending a bid needs a sign-in.", "trading submit --help");
        return await desk.SubmitAsync(kit, bid, cancel);
    }
}
