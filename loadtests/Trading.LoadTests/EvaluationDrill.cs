using System.Globalization;
using Trading.Cli;

namespace Trading.LoadTests;

/// <summary>What a drill of an evaluation was asked to do.</summary>
internal sealed record EvaluationPlan(DrawPlan Draw, int Bidders, int OpensInSeconds);

/// <summary>
/// A tender from its publication to the ranks: session and draw are published, bids are sealed, experts are rung and
/// let in, the opening is concluded, and the committee evaluates. The drill plays everybody but the installation.
/// </summary>
internal sealed class EvaluationDrill(EvaluationPlan plan, TextWriter output) : IDisposable
{
    private const string TheLot = "1";
    private const long CeilingFen = 9_800_000_000;

    /// <summary>Lowest price 30, quality 50 in steps of half a point, service 20.</summary>
    private const string Scoring = """
        {"format":"trading-score/1","pack":"procurement-goods","method":"lowest-price-benchmark",
         "ceilingFen":9800000000,
         "criteria":[{"id":"price","kind":"price","weightPermille":300},
          {"id":"quality","kind":"subjective","weightPermille":500,"maxHundredths":10000,"stepHundredths":50,
           "reasonBelowHundredths":5000},
          {"id":"service","kind":"objective","weightPermille":200,"maxHundredths":2000,"stepHundredths":100}],"bids":[]}
        """;
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan OpeningPatience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly PersonKey host = PersonKey.Load(Path.Combine(plan.Draw.People, "host.key"));
    private readonly PersonKey authority = PersonKey.Load(Path.Combine(plan.Draw.People, "ca.key"));
    private readonly Findings findings = new(output);
    private readonly string folder = Directory.CreateTempSubdirectory("trading-drill-room-").FullName;

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        using var api = new ApiClient(plan.Draw.Server, host);
        var trust = plan.Draw.TrustFile is { } file
            ? TrustSource.Read(file)
            : TrustFile.Parse(await api.TrustTextAsync(cancel));
        var published = Draft()
            .Publish(trust, host.Certificate, await api.PublisherAsync(cancel), DateTimeOffset.UtcNow);
        await api.PrepareAsync(published.Session, published.Terms, published.PolicyBytes, cancel);
        output.WriteLine($"session {published.Session}: {plan.Bidders} bidders, drill, custody single");
        var follower = new SessionFollower(api, published.Session);
        await Cli.Locks.AwaitAsync(follower, LockPatience, cancel);
        using var draws = new DrawDrill(plan.Draw, output) { Session = published.Session, Lot = TheLot };
        var draw = await draws.PublishAsync(api, trust, cancel);
        var bidders = Parts().Select(part => DrillBidder.Make(part, authority, plan.Draw.Server)).ToList();
        try
        {
            await SubmitAsync(
                bidders,
                await VerifiedLock.FetchAsync(api, trust, published.Session, TheLot, cancel),
                cancel
            );
            await draws.SeatAsync(api, draw, cancel);
            await OpenedAsync(follower, published.Policies[0].CloseAt, cancel);
            await draws.DisclosedAsync(api, draw, cancel);
            await new Conclusion(api, host, output).EndAsync(follower, cancel);
            var ranks = await new RoomDrill(plan.Draw, trust, api, host, findings, output).RunAsync(
                published.Session,
                TheLot,
                draw.Draw,
                bidders,
                cancel
            );
            return Finish(ranks);
        }
        finally
        {
            foreach (var bidder in bidders)
                bidder.Dispose();
        }
    }

    public void Dispose()
    {
        host.Dispose();
        authority.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private int Finish(IReadOnlyList<int> ranks)
    {
        var ranked = ranks.Count(rank => rank > 0);
        findings.Require(ranks.Contains(1), "nobody has the first rank");
        findings.Print();
        output.WriteLine($"ranked {ranked} of {plan.Bidders}");
        return findings.Any || ranked != plan.Bidders ? ExitCode.Failed : ExitCode.Done;
    }

    private SessionDraft Draft()
    {
        var scoring = Path.Combine(folder, "scoring.json");
        File.WriteAllText(scoring, Scoring);
        return new SessionDraft
        {
            TenderCode = $"DRILL-{DateTimeOffset.UtcNow:yyyyMMdd-HHmmss}-E",
            Title = "评审演练",
            RulePack = RulePacks.ProcurementGoods.Id,
            Lots = [new LotDraft(TheLot, "设备采购", PriceKind.Amount, Yuan(CeilingFen), Scoring: scoring)],
            Roles = [new RoleDraft(Role.Supervisor, "监督人", Path.Combine(plan.Draw.People, "supervisor.der"))],
            OpensInSeconds = plan.OpensInSeconds,
            Drill = true,
            PeriodSeconds = 2,
            Custody = Custody.Single,
            Ticks = [new TickPeriod((uint)(plan.OpensInSeconds + 60), 1)],
        };
    }

    // Names as awkward as they occur; prices that nobody has to explain or to correct.
    private IEnumerable<Part> Parts() =>
        Cast.Bidders(plan.Bidders, [Cast.Lots(1)[0]])
            .Select(part =>
            {
                var fen = 8_730_000_000 + 1_234_567L * part.Number % 900_000_000;
                var form = part.Form with { Price = Yuan(fen), Words = Words.Print(fen) };
                return part with { Lot = TheLot, Form = form, Expected = null };
            });

    private async Task SubmitAsync(List<DrillBidder> bidders, VerifiedLock target, CancellationToken cancel)
    {
        var document = Path.Combine(folder, "document");
        await File.WriteAllBytesAsync(document, [.. "%PDF-1.7\n"u8, .. new byte[100_000]], cancel);
        await Task.WhenAll(
            bidders.Select(bidder =>
                findings.TryAsync(
                    $"bidder {bidder.Part.Number}, submission",
                    () => bidder.SubmitAsync(target, document, folder, cancel)
                )
            )
        );
        output.WriteLine($"submitted {bidders.Count(b => b.AcknowledgedAt > 0)} of {bidders.Count}");
    }

    private static async Task OpenedAsync(SessionFollower follower, long closeAt, CancellationToken cancel)
    {
        var left = TimeSpan.FromMicroseconds(Math.Max(0, closeAt - TimeText.Now()));
        for (var end = DateTimeOffset.UtcNow + left + OpeningPatience; ; await Task.Delay(Pause, cancel))
        {
            await follower.PullAsync(cancel);
            if (follower.State.Published()?.Lots.Values.All(l => l is Lot.Opened or Lot.Failed) == true)
                return;
            if (DateTimeOffset.UtcNow > end)
                throw new TimeoutException("the lot was not opened in time");
        }
    }

    private static string Yuan(long fen) => (fen / 100m).ToString("0.00", CultureInfo.InvariantCulture);
}
