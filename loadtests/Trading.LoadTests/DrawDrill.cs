using System.Text;
using Trading.Cli;
using Trading.Crypto;
using Trading.Evaluation.Audits;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Streams.Audits;

namespace Trading.LoadTests;

/// <summary>What a drill of a draw was asked to do.</summary>
internal sealed record DrawPlan(
    Uri Server,
    string People,
    int Experts,
    int DrawsInSeconds,
    string PoolFile,
    Uri Telephones,
    Uri Gate,
    string Desk,
    string DeskPassword,
    string? TrustFile,
    string? Archive
);

/// <summary>
/// A whole draw by an outsider who plays host and experts: custodian, trustees, gateway and gate are those of the
/// installation. Every expert answers the telephone and comes to the door; the archive is verified.
/// </summary>
internal sealed class DrawDrill(DrawPlan plan, TextWriter output) : IDisposable
{
    private const int FieldCharacters = 3;
    private const string Place = "演练门";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);
    private readonly PersonKey host = PersonKey.Load(Path.Combine(plan.People, "host.key"));
    private readonly Findings findings = new(output);
    private readonly IReadOnlyList<Expert> experts = PoolTable.Read(plan.PoolFile);
    private readonly string folder = Directory.CreateTempSubdirectory("trading-drill-draw-").FullName;

    /// <summary>The session whose bids are evaluated, and its lot; empty where there is none.</summary>
    public string Session { get; init; } = "";

    public string Lot { get; init; } = "";

    public async Task<int> RunAsync(CancellationToken cancel)
    {
        using var api = new ApiClient(plan.Server, host);
        var trust = plan.TrustFile is { } file
            ? TrustSource.Read(file)
            : TrustFile.Parse(await api.TrustTextAsync(cancel));
        var draw = await PublishAsync(api, trust, cancel);
        await SeatAsync(api, draw, cancel);
        var arrived = await DisclosedAsync(api, draw, cancel);
        var isVerified = await VerifyAsync(api, draw.Draw, trust, cancel);
        findings.Print();
        output.WriteLine($"seated {arrived} of {plan.Experts}, {(isVerified ? "verified" : "NOT verified")}");
        return findings.Any ? ExitCode.Failed : ExitCode.Done;
    }

    /// <summary>Publishes the draw.</summary>
    public async Task<PublishedDraw> PublishAsync(ApiClient api, TrustFile trust, CancellationToken cancel)
    {
        var draw = Draft(experts).Publish(trust, host, SupervisorKey(), Entropy.System);
        await api.PublishDrawAsync(draw, cancel);
        output.WriteLine(
            $"draw {draw.Draw}: {plan.Experts} seats from a pool of {experts.Count}, "
                + $"in {plan.DrawsInSeconds} s, drill, custody single"
        );
        return draw;
    }

    /// <summary>Until everybody has come to the gate.</summary>
    public async Task SeatAsync(ApiClient api, PublishedDraw draw, CancellationToken cancel)
    {
        var drawn = await SeenAsync(api, draw.Draw, e => e is CommitteeDrawn or DrawFailed, cancel);
        if (drawn.OfType<DrawFailed>().FirstOrDefault() is { } failed)
            throw CommandException.Refused($"The draw failed: {failed.Cause}, {failed.Binding}.", "spec:draw", "");
        output.WriteLine($"drawn {Late(drawn, draw)} s after its hour");
        using var telephones = new Telephones(plan.Telephones);
        var told = await SeenAsync(api, draw.Draw, e => Confirmed(e) == plan.Experts || e is DrawFailed, cancel);
        output.WriteLine($"confirmed {told.Max(Confirmed)} of {plan.Experts}");
        await AdmitAsync(draw, await telephones.CodesAsync(Place, plan.Experts, cancel), cancel);
    }

    /// <summary>
    /// Until the draw is disclosed; how many came. A draw for an opening waits until that names its bidders: it is to
    /// be opened before.
    /// </summary>
    public async Task<int> DisclosedAsync(ApiClient api, PublishedDraw draw, CancellationToken cancel)
    {
        var over = await SeenAsync(api, draw.Draw, e => e is DrawDisclosed, cancel);
        var arrived = over.OfType<ArrivalsCounted>().Last().Arrived;
        findings.Require(arrived == plan.Experts, $"{arrived} of {plan.Experts} arrived");
        return arrived;
    }

    public void Dispose()
    {
        host.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static int Confirmed(DrawEvent happened) => happened is NoticesCounted counted ? counted.Confirmed : 0;

    private static string Late(IReadOnlyList<DrawEvent> events, PublishedDraw draw) =>
        $"{(events.OfType<CommitteeDrawn>().First().At - draw.Request.DrawAt) / 1e6:0.00}";

    private byte[] SupervisorKey()
    {
        var path = Path.Combine(plan.People, "supervisor.der");
        return Certificate.TryParse(InputFile.Bytes(path, "a certificate"), out var certificate)
            ? certificate.Key
            : throw CommandException.Usage($"{path} is no certificate.");
    }

    // One group over the commonest fields, so that any pool of enough people will do.
    private DrawDraft Draft(IReadOnlyList<Expert> pool) =>
        new()
        {
            Session = Session,
            Lot = Lot,
            Groups =
            [
                new SeatGroup(
                    [
                        .. pool.SelectMany(e => e.Specialities.Select(s => s[..FieldCharacters]).Distinct())
                            .CountBy(field => field)
                            .OrderByDescending(field => field.Value)
                            .ThenBy(field => field.Key, StringComparer.Ordinal)
                            .Select(field => field.Key)
                            .Take(16),
                    ],
                    ExpertLevel.Intermediate,
                    plan.Experts
                ),
            ],
            BuyerUnit = InventedExperts.UnitCode(900_000_001),
            DrawAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() * 1000 + plan.DrawsInSeconds * 1_000_000L,
            Place = Place,
            Drill = true,
        };

    private async Task AdmitAsync(
        PublishedDraw draw,
        IReadOnlyDictionary<string, string> codes,
        CancellationToken cancel
    )
    {
        var byPhone = experts.ToDictionary(e => e.Phone, StringComparer.Ordinal);
        using var door = await GateDoor.EnterAsync(plan.Gate, plan.Desk, plan.DeskPassword, cancel);
        foreach (var (phone, digits) in codes)
            if (byPhone.TryGetValue(phone, out var expert))
                await findings.TryAsync("the gate", () => door.AdmitAsync(draw.Draw, expert, digits, cancel));
            else
                findings.Wrong("a number was rung that the pool does not hold");
    }

    private async Task<bool> VerifyAsync(ApiClient api, string draw, TrustFile trust, CancellationToken cancel)
    {
        var path = plan.Archive ?? Path.Combine(folder, "draw.archive");
        await ArchiveDownload.SaveAsync(
            file => api.DownloadDrawArchiveAsync(draw, "public", file, cancel),
            path,
            Patience,
            cancel
        );
        var report = DrawArchiveAudit.Check(await File.ReadAllBytesAsync(path, cancel), trust);
        foreach (var check in report.Checks.Where(c => c.Outcome == CheckOutcome.Fail))
            findings.Wrong($"{check.Number} {check.Title}: {check.Detail}");
        return report.ExitCode == ExitCode.Done;
    }

    private static async Task<IReadOnlyList<DrawEvent>> SeenAsync(
        ApiClient api,
        string draw,
        Func<DrawEvent, bool> so,
        CancellationToken cancel
    ) =>
        await DrawFollower.UntilAsync(api, draw, all => all.Any(so), Patience, cancel)
        ?? throw new CommandException(
            ExitCode.Pending,
            "The draw did not go on within two minutes.",
            "spec:draw",
            "custodian, trustees, gateway and gate must run: see their logs"
        );
}
