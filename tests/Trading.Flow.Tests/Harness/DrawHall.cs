using System.Text;
using Trading.Cli;
using Trading.Crypto;
using Trading.Evaluation.Audits;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.LoadTests;

namespace Trading.Flow.Tests;

/// <summary>What a host asks for in a story: five seats of one field, at a place of the story's own.</summary>
internal sealed record DrawWish(string Field, string Place, int Seconds = 14)
{
    public string Session { get; init; } = "";

    public byte Reserve { get; init; } = 1;

    public int Seats { get; init; } = DrawHall.Seats;

    public DrawRules Rules { get; init; } = DrawRules.ProcurementGoods;

    /// <summary>Whom the buyer sends beside them.</summary>
    public IReadOnlyList<Expert> Buyers { get; init; } = [];
}

/// <summary>
/// A published draw as people in and around the centre see it: feeds, telephones, the desk at the gate, the archive.
/// </summary>
internal sealed class DrawHall(Platform platform, PublishedDraw draw) : IDisposable
{
    private const int MostFactor = 4;
    private readonly ApiClient anybody = platform.Client();

    public const int Seats = 5;

    /// <summary>Credit code of the buyer of every story.</summary>
    public static string Buyer { get; } = InventedExperts.UnitCode(900_000_001);

    public string Id => draw.Draw;

    public DrawRequest Request => draw.Request;

    public string Place => draw.Request.Place;

    // Whom the buyer sends is rung by nobody.
    private int Drawn => draw.Request.Groups.Sum(group => group.Seats);

    /// <summary>The host publishes; nobody waits for anything yet.</summary>
    public static async Task<DrawHall> PublishAsync(Platform platform, DrawWish wish)
    {
        using var host = platform.Crew.Person("host");
        using var supervisor = platform.Crew.Person("supervisor");
        using var client = platform.Client(host);
        var draft = new DrawDraft
        {
            Session = wish.Session,
            Rules = wish.Rules,
            Groups = [new SeatGroup([wish.Field], ExpertLevel.Intermediate, wish.Seats)],
            BuyerUnit = Buyer,
            BuyerSeats = [.. wish.Buyers.Select(b => (b.Id, Buyer))],
            ReserveDepth = wish.Reserve,
            DrawAt = Clock.Now + (long)(wish.Seconds * platform.Pace.Factor * 1_000_000),
            Place = wish.Place,
            Drill = true,
        };
        var draw = draft.Publish(platform.Crew.Trust, host, supervisor.PublicPoint, Entropy.System);
        await client.PublishDrawAsync(draw, default);
        return new DrawHall(platform, draw);
    }

    /// <summary>
    /// Publishes, and the custodian commits before t_draw, or says that it cannot. Where the machine was too slow for
    /// that nothing was shown: the same again with twice the time.
    /// </summary>
    /// <param name="platform">Where.</param>
    /// <param name="wish">What.</param>
    /// <param name="meanwhile">What happens before the custodian commits.</param>
    public static async Task<DrawHall> PrepareAsync(
        Platform platform,
        DrawWish wish,
        Func<DrawHall, Task>? meanwhile = null
    )
    {
        for (var factor = 1; ; factor *= 2)
        {
            var hall = await PublishAsync(platform, wish with { Seconds = wish.Seconds * factor });
            if (meanwhile is not null)
                await meanwhile(hall);
            while (Clock.Now < hall.Request.DrawAt)
            {
                if ((await hall.EventsAsync()).Any(e => e is PoolReduced or PoolCommitted or DrawFailed))
                    return hall;
                await Task.Delay(50);
            }
            hall.Dispose();
            if (factor >= MostFactor)
                throw new TimeoutException($"the custodian did not commit within {wish.Seconds * factor} s");
        }
    }

    /// <summary>All events of the public stream so far.</summary>
    public Task<IReadOnlyList<DrawEvent>> EventsAsync() => EventsAsync(Names.DrawStream(Id));

    /// <summary>Events of the stream that is closed until the last arrival; null while it is.</summary>
    public async Task<IReadOnlyList<DrawEvent>?> ClosedAsync()
    {
        try
        {
            return await EventsAsync(Names.DrawnStream(Id));
        }
        catch (ApiException)
        {
            return null;
        }
    }

    /// <summary>Waits until the public stream holds such an event.</summary>
    public Task<IReadOnlyList<DrawEvent>> SeenAsync(string what, double seconds, Func<DrawEvent, bool> so) =>
        Until.SeenAsync(
            $"{Place}: {what}",
            platform.Patience(seconds),
            async () => await EventsAsync() is var events && events.Any(so) ? events : null
        );

    /// <summary>Waits for t_draw and the committee, of whichever number.</summary>
    public async Task DrawnAsync(int k = 0, double seconds = 40)
    {
        await Clock.ReachesAsync(Request.DrawAt);
        await SeenAsync($"draw {k} is made", seconds, e => e is CommitteeDrawn drawn && drawn.K == k);
    }

    /// <summary>Waits until everybody who sits now has confirmed; the calls that told them, in order.</summary>
    /// <param name="centre">Where they were rung.</param>
    /// <param name="so">Whose calls count, where somebody who had confirmed sits no more.</param>
    public async Task<IReadOnlyList<TelephoneCall>> ConfirmedAsync(
        DrawCentre centre,
        Func<TelephoneCall, bool>? so = null
    )
    {
        await Until.TrueAsync(
            $"{Place}: everybody has confirmed",
            platform.Patience(60),
            async () =>
                (await EventsAsync()).LastOrDefault(e => e is NoticesCounted or CommitteeDrawn)
                    is NoticesCounted counted
                && counted.Confirmed == Drawn
        );
        var calls = (await CallsAsync(centre)).Where(c => c.Answer == "confirm" && so?.Invoke(c) != false);
        return [.. calls.TakeLast(Drawn)];
    }

    /// <summary>Everybody who was rung for this draw so far.</summary>
    public async Task<IReadOnlyList<TelephoneCall>> CallsAsync(DrawCentre centre)
    {
        using var telephones = new Telephones(centre.Offices.Telephones);
        return await telephones.CallsAsync(Place, default);
    }

    /// <summary>Somebody orders the next draw; what the platform answers.</summary>
    public async Task<System.Net.HttpStatusCode> OrderAsync(string role, string reason)
    {
        using var person = platform.Crew.Person(role);
        using var client = platform.Client(person);
        var events = await EventsAsync();
        var root = events.OfType<PoolCommitted>().Last().Root;
        var k = (uint)events.OfType<CommitteeDrawn>().Count();
        var signature = person.Sign(Tags.DrawAgain, DrawAgain.Statement(Id, root, k, reason));
        try
        {
            await client.OrderAnotherDrawAsync(Id, reason, signature, default);
            return System.Net.HttpStatusCode.NoContent;
        }
        catch (ApiException refusal)
        {
            return refusal.Status;
        }
    }

    /// <summary>Those who were rung come to the door, one after the other.</summary>
    public async Task AdmitAsync(DrawCentre centre, IEnumerable<Expert> experts, IEnumerable<TelephoneCall> rung)
    {
        using var door = await centre.Offices.EnterAsync();
        foreach (var call in rung)
            await door.AdmitAsync(Id, experts.Single(e => e.Phone == call.Number), call.Digits, default);
    }

    /// <summary>From the confirmations to the disclosure; gives everybody who was rung and came.</summary>
    public async Task<IReadOnlyList<Expert>> SeatAllAsync(
        DrawCentre centre,
        IReadOnlyList<Expert> experts,
        Func<TelephoneCall, bool>? so = null
    )
    {
        var rung = await ConfirmedAsync(centre, so);
        await AdmitAsync(centre, experts, rung);
        await SeenAsync("it is disclosed", 30, e => e is DrawDisclosed);
        return [.. rung.Select(call => experts.Single(e => e.Phone == call.Number))];
    }

    /// <summary>The archive, as everybody or as the supervisor may have it; it waits for cosignatures.</summary>
    public async Task<byte[]> ArchiveAsync(string? role = null)
    {
        using var person = role is null ? null : platform.Crew.Person(role);
        using var client = platform.Client(person);
        return await Until.SeenAsync(
            $"{Place}: the archive is there",
            platform.Patience(20),
            async () =>
            {
                try
                {
                    using var file = new MemoryStream();
                    await client.DownloadDrawArchiveAsync(Id, role is null ? "public" : "full", file, default);
                    return file.ToArray();
                }
                catch (ApiException early) when (early.Status == System.Net.HttpStatusCode.Conflict)
                {
                    return null;
                }
            }
        );
    }

    /// <summary>Everybody's archive and the supervisor's verify; the report of the second.</summary>
    public async Task<AuditReport> VerifiesAsync()
    {
        Passes(await ArchiveAsync());
        var full = Passes(await ArchiveAsync("supervisor"));
        Assert.Equal(CheckOutcome.Pass, full.Checks.Single(c => c.Number == "V73").Outcome);
        return full;
    }

    /// <summary>No check fails, under the crew's trust file.</summary>
    public AuditReport Passes(byte[] archive)
    {
        var report = DrawArchiveAudit.Check(archive, platform.Crew.Trust);
        Assert.DoesNotContain(report.Checks, c => c.Outcome == CheckOutcome.Fail);
        Assert.Equal(0, report.ExitCode);
        return report;
    }

    public void Dispose() => anybody.Dispose();

    private async Task<IReadOnlyList<DrawEvent>> EventsAsync(string stream)
    {
        var page = await anybody.FeedAsync(stream, -1, default);
        return [.. page.Events.Select(item => DrawCodec.Table.Decode(Encoding.UTF8.GetBytes(item.E)))];
    }
}
