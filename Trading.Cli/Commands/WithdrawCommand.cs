using System.CommandLine;

namespace Trading.Cli;

/// <summary>
/// <c>trading withdraw</c>: the kit's submission key alone decides, and nobody signs in; the platform knows no owner.
/// </summary>
internal static class WithdrawCommand
{
    private static readonly Option<string> Kit = CommonOptions.Kit();
    private static readonly Option<string> Key = new("--key")
    {
        Description = "Not needed and not read: the kit signs. Command lines that name one go on working",
        HelpName = "FILE",
    };
    private static readonly Option<string> Trust = CommonOptions.Trust(
        "the lock is checked against it, too. Without it the lock id in the kit decides, which no other lock has"
    );
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<bool> Yes = new("--yes")
    {
        Description = "Withdraw without the question that a person at a terminal is asked",
    };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait for the full receipt",
        HelpName = "S",
        DefaultValueFactory = _ => 150,
    };

    public static Command Build() =>
        new Verb(
            "withdraw",
            "Withdraws a bid before the deadline (撤回); after it, and before the release, this is a revocation "
                + "(撤销) and is recorded as one. The kit is enough: no certificate, no sign-in."
        )
        {
            Examples = ["trading withdraw --kit my.kit", "trading withdraw --kit my.kit --trust trust.txt"],
            Exits =
            [
                (ExitCode.Done, "withdrawn (or revoked): acknowledgement and receipt stand in KIT.withdrawal"),
                (ExitCode.Failed, "refused by a rule, or an answer of the platform does not hold"),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach"),
                (ExitCode.Pending, "logged, but the witnesses have not signed yet"),
            ],
        }
            .With(Kit, Trust, Server, Yes, Wait, Key)
            .Does(WithdrawAsync);

    private static async Task<int> WithdrawAsync(Request request, CancellationToken cancel)
    {
        var kitPath = request.Need(Kit);
        var kit = SubmissionKit.Read(kitPath);
        using var api = new ApiClient(request.Need(Server));
        var trust = request.Get(Trust) is { } path ? TrustSource.Read(path) : null;
        var target = await KitLock.FetchAsync(api, trust, kit, cancel);
        var terms = await PublishedTerms.FetchAsync(api, target, cancel);
        request.Out.WriteLine(
            $"withdrawing submission {kit.Submission}, revision {kit.Revision}, from "
                + $"{PublishedTerms.Describe(terms, kit.Lot)}, session {kit.Session}, at {api.Server}"
        );
        await ConfirmAsync(request, api, target, cancel);
        var desk = new SubmissionDesk(api, target, request.Notes);
        var signed = kitPath + ".withdrawal";
        var statement = Kept(signed, kit) ?? desk.SignWithdrawal(kit);
        statement.Write(signed);
        statement = await desk.WithdrawAsync(statement, cancel);
        statement.Write(signed);
        if (statement.Acknowledgement is null)
        {
            request.Out.WriteLine(
                "revoked (撤销): declared after the deadline, recorded in the session; the envelope is not opened"
            );
            return ExitCode.Done;
        }
        var arrival = ReceiptCheck.Acknowledged(statement.Acknowledgement, target, statement.EntryHash).AtMicros;
        request.Out.WriteLine($"logged, awaiting witnesses: arrival {TimeText.Print(arrival)}, {statement.EntryText}");
        return await Receipts.FinishAsync(
            request,
            desk,
            statement,
            signed,
            TimeSpan.FromSeconds(request.Get(Wait)),
            "withdrawn",
            cancel
        );
    }

    // A second look for whoever sits there; a script that names the kit has decided.
    private static async Task ConfirmAsync(
        Request request,
        ApiClient api,
        VerifiedLock target,
        CancellationToken cancel
    )
    {
        if (request.Confirmation is not { Terminal: not null } person || request.Get(Yes))
            return;
        var isInTime = await api.TimeAsync(cancel) <= target.Policy.CloseAt;
        person.Ask(
            isInTime
                ? "Withdraw (撤回) this bid? It will not be opened unless another one is sent before the deadline."
                : "The deadline has passed: this is a revocation (撤销), recorded in public, with consequences of its "
                    + "own. Revoke this bid?",
            "--yes",
            isGiven: false
        );
    }

    // The statement of an earlier try, whose answer may have been lost: only the same one can be asked for.
    private static SubmissionKit? Kept(string path, SubmissionKit kit) =>
        File.Exists(path)
        && SubmissionKit.Read(path) is { } kept
        && kept.Submission == kit.Submission
        && kept.Revision == kit.Revision + 1
        && kept.LockId.AsSpan().SequenceEqual(kit.LockId)
            ? kept
            : null;
}
