using System.CommandLine;

namespace Trading.Cli;

/// <summary><c>trading prepare</c>: the host publishes a session and waits until the trustees made its locks.</summary>
internal static class PrepareCommand
{
    private static readonly DraftOptions Draft = new();
    private static readonly Option<string> Trust = CommonOptions.Trust("its trustees hold the lock");
    private static readonly Option<Uri> Server = CommonOptions.Server();
    private static readonly Option<string> Key = CommonOptions.Key("the host");
    private static readonly Option<int> OpensIn = new("--opens-in")
    {
        Description = "Seconds from the lock to the deadline, instead of the file's",
        HelpName = "S",
    };
    private static readonly Option<int> Wait = new("--wait")
    {
        Description = "Seconds to wait for the locks",
        HelpName = "S",
        DefaultValueFactory = _ => 10,
    };
    private static readonly Option<bool> Yes = new("--yes") { Description = "The deadline is right: ask nobody" };
    private static readonly Option<bool> Far = new("--far-deadline")
    {
        Description = $"A deadline more than {DeadlineQuestion.FarDays} days ahead is meant",
    };
    private static readonly Option<bool> Json = CommonOptions.Json();
    private static readonly Option<string> Language = ScoreWords.Option("Words for faults of scoring terms: zh or en");

    public static Command Build() =>
        new Verb(
            "prepare",
            "Publishes a session, by a right that a manager of the platform gave: terms, one lock policy per "
                + "lot. Checks scoring terms with two implementations before anything is sent. Shows the deadline "
                + "and asks. Then waits for the trustees' lock certificates."
        )
        {
            Examples =
            [
                "trading prepare --file session.json --trust trust.txt --key host.key",
                "trading prepare --file session.json --opens-in 120 --yes --json --trust trust.txt --key host.key",
                "trading prepare --tender-code GL-2026-001 --title 漓江路改造 --lot 1=Amount:98,000,000.00 --lot "
                    + "2=Rate:100% --supervisor 监督人=supervisor.der --custody Single --close-at "
                    + "2026-12-01T09:30:00+08:00 --trust trust.txt --key host.key",
                "trading prepare --tender-code GL-2026-001 --title 漓江路改造 --lot 1=Amount:98,000,000.00 --scoring "
                    + "1=docs/examples/terms/works.json --supervisor 监督人=supervisor.der --custody Single "
                    + "--opens-in 600 --lang zh --trust trust.txt --key host.key",
            ],
            Exits =
            [
                (ExitCode.Done, "published, and every lot has its lock"),
                (ExitCode.Failed, "refused by a rule, or a key ceremony failed"),
                (ExitCode.Usage, "wrong command line, unreadable file, or server out of reach: nothing was published"),
                (
                    ExitCode.Pending,
                    "published; the trustees are still locking: follow it with status, do not publish again"
                ),
            ],
        }
            .With(Draft.All)
            .With(OpensIn, Trust, Server, Key, Wait, Yes, Far, Json, Language)
            .Does(PrepareAsync);

    private static async Task PrepareAsync(Request request, CancellationToken cancel)
    {
        using var host = PersonKey.Load(request.Need(Key));
        using var api = new ApiClient(request.Need(Server), host);
        var draft = Draft.Read(request);
        if (request.Has(OpensIn))
            draft = draft with { CloseAt = null, OpensInSeconds = request.Get(OpensIn) };
        var trust = TrustSource.Read(request.Need(Trust));
        var words = ScoreWords.Of(request.Get(Language)!);
        LotScoring.Both.Demand(draft.Check(trust, host.Certificate, DateTimeOffset.UtcNow), words);
        var publisher = await api.PublisherAsync(cancel);
        if (SessionList.Count(await api.SessionsAsync(cancel), draft.TenderCode) is > 0 and var before)
            request.Notes.WriteLine(
                $"note: the tender number {draft.TenderCode} was published {before} time(s) before; every page "
                    + "will say that it was published again"
            );
        DeadlineQuestion.Ask(
            request.Confirmation,
            draft.CloseAtFrom(DateTimeOffset.UtcNow),
            TimeText.Now(),
            request.Get(Yes),
            request.Get(Far)
        );
        var published = draft.Publish(trust, host.Certificate, publisher, DateTimeOffset.UtcNow);
        LotScoring.Both.Demand(published.Terms, words); // files may have changed while the person was asked
        await api.PrepareAsync(published.Session, published.Terms, published.PolicyBytes, cancel);
        request.Notes.WriteLine($"published {published.Session}; waiting for the trustees' locks");
        await Locks.AwaitAsync(
            new SessionFollower(api, published.Session),
            TimeSpan.FromSeconds(request.Get(Wait)),
            cancel
        );
        foreach (var policy in published.Policies)
            await VerifiedLock.FetchAsync(api, trust, published.Session, policy.Lot, cancel);
        Print(request, published, await api.TenderAsync(published.Session, cancel));
    }

    private static void Print(Request request, PublishedSession published, TenderMark tender)
    {
        var (session, closeAt, publisher) = (
            published.Session,
            published.Policies[0].CloseAt,
            published.Terms.Publisher
        );
        if (request.Get(Json))
        {
            request.Print(
                new
                {
                    session,
                    Lots = published.Policies.Select(p => p.Lot),
                    closeAt,
                    publisher,
                    tender,
                }
            );
            return;
        }
        request.Out.WriteLine(
            $"session {session}: {published.Policies.Count} lot(s) locked, deadline {TimeText.Deadline(closeAt)}"
        );
        request.Out.WriteLine($"  {PublicationText.Describe(publisher)}");
        foreach (var line in PublicationText.Describe(tender))
            request.Out.WriteLine($"  {line}");
    }
}
