using System.Text;
using System.Text.Json;
using Trading.Cli;
using Trading.Crypto;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Seatings;
using Trading.Flow.Tests;
using Trading.LoadTests;
using Trading.Rooms.Starts;

namespace Trading.Browser.Tests.Rooms;

/// <summary>What a committee meets for: rules, terms, who bids what, and whom the buyer sends.</summary>
internal sealed record RoomWish(
    string Pack,
    DrawRules Rules,
    string Terms,
    IReadOnlyList<(string Name, string Price)> Bids,
    IReadOnlyList<Expert> Buyers
)
{
    private const string Field = "A08";

    public string Ceiling { get; init; } = "900,000.00";

    /// <summary>The document of each bid; where there is none, two pages.</summary>
    public IReadOnlyList<byte[]> Documents { get; init; } = [];

    public DrawWish Draw(string session) =>
        new(Field, "三楼评标区 2 号门", Seconds: 10)
        {
            Session = session,
            Rules = Rules,
            Seats = DrawHall.Seats - Buyers.Count,
            Buyers = Buyers,
        };
}

/// <summary>
/// A concluded opening and a committee that has arrived, on a platform of their own: what everybody did before a room
/// begins, done the fastest real way.
/// </summary>
internal sealed class Committee : IAsyncDisposable
{
    private readonly DrawCentre centre;
    private readonly TemporaryFolder folder;

    private Committee(DrawCentre centre, TemporaryFolder folder) => (this.centre, this.folder) = (centre, folder);

    public Platform Platform => centre.Platform;

    public DrawProcesses Offices => centre.Offices;

    public Hall Hall { get; private set; } = null!;

    public DrawHall Draw { get; private set; } = null!;

    /// <summary>By name, as they bid.</summary>
    public IReadOnlyDictionary<string, CommandDesk> Bidders { get; private set; } =
        new Dictionary<string, CommandDesk>();

    /// <summary>What the room began with, once it has.</summary>
    public RoomStart Start { get; private set; } = null!;

    public string Room => Start.Room;

    public static async Task<Committee> GatherAsync(string name, RoomWish wish)
    {
        var experts = InventedExperts.Of(40).ToList();
        var centre = await DrawCentre.StartAsync(name, Planted.Table(experts));
        var made = new Committee(centre, new TemporaryFolder());
        try
        {
            await made.GatherAsync(wish, experts);
            return made;
        }
        catch
        {
            await made.DisposeAsync();
            throw;
        }
    }

    /// <summary>The platform makes a start of these items, and the host signs it.</summary>
    public async Task StartAsync(RoomWish wish, params (string Id, ItemStage Stage, string Title)[] items)
    {
        using var host = Platform.Crew.Person("host");
        using var api = Platform.Client(host);
        var asked = new
        {
            session = Hall.Id,
            lot = Hall.OnlyLot,
            draw = Draw.Id,
            pack = wish.Pack,
            ends = Clock.Now + 7_200_000_000,
            items = items.Select(one => new
            {
                id = one.Id,
                stage = one.Stage,
                title = one.Title,
                ground = one.Stage == ItemStage.Qualification ? "Unqualified" : "Unresponsive",
                rule = "bidding-reg:51",
            }),
        };
        var draft = await ReadyAsync(api, asked);
        var start = draft.GetProperty("start").GetBytesFromBase64();
        Assert.True(RoomStartCodec.TryParse(start, out var read));
        var terms = draft.GetProperty("terms").GetBytesFromBase64();
        await api.StartRoomAsync(read.Room, start, terms, host.Sign(Tags.RoomStart, start), default);
        Start = read;
    }

    /// <summary>Reads what a room began with, from its public stream.</summary>
    public async Task BegunAsync(string room)
    {
        using var anybody = Platform.Client();
        var first = (await anybody.FeedAsync(Names.RoomStream(room), -1, default)).Events[0];
        var said = JsonDocument.Parse(Encoding.UTF8.GetBytes(first.E)).RootElement;
        Assert.True(RoomStartCodec.TryParse(said.GetProperty("start").GetBytesFromBase64(), out var start));
        Start = start;
    }

    /// <summary>The gate certifies a key that waits, once it has heard of it.</summary>
    public async Task CertifyAsync(GateDoor door, int seat, string number) =>
        await Until.TrueAsync(
            $"the gate certifies seat {seat}",
            Platform.Patience(30),
            async () =>
            {
                try
                {
                    await door.CertifyAsync(Draw.Id, Start.Seats[seat - 1].Position, number, default);
                    return true;
                }
                catch (InvalidDataException)
                {
                    await Task.Delay(1_000); // it looks once a second, and counts wrong tries
                    return false;
                }
            }
        );

    public async ValueTask DisposeAsync()
    {
        foreach (var bidder in Bidders.Values)
            bidder.Dispose();
        Draw?.Dispose();
        Hall?.Dispose();
        await centre.DisposeAsync();
        folder.Dispose();
    }

    private async Task GatherAsync(RoomWish wish, IReadOnlyList<Expert> experts)
    {
        var terms = Path.Combine(folder.Path, "terms.json");
        await File.WriteAllTextAsync(terms, wish.Terms);
        var lot = new LotDraft("1", "设备采购", PriceKind.Amount, wish.Ceiling, Scoring: terms);
        (Hall, Bidders) = await Hall.InTimeAsync(
            Platform,
            new HallPlan(12, lot) { RulePack = wish.Pack },
            hall => BidAsync(hall, wish)
        );
        var seated = SeatAsync(wish, experts);
        await Hall.OpenedAsync(Hall.OnlyLot);
        await Hall.PeriodAsync();
        using var host = Platform.Crew.Person("host");
        using var api = Platform.Client(host);
        var follower = new SessionFollower(api, Hall.Id);
        await follower.PullAsync(default);
        await new Conclusion(api, host, TextWriter.Null).EndAsync(follower, default);
        await seated;
    }

    private async Task<IReadOnlyDictionary<string, CommandDesk>> BidAsync(Hall hall, RoomWish wish)
    {
        var desks = wish.Bids.ToDictionary(bid => bid.Name, bid => new CommandDesk(hall, bid.Name));
        await Task.WhenAll(
            wish.Bids.Select(
                async (bid, n) =>
                {
                    var document = Path.Combine(folder.Path, $"{Guid.NewGuid():n}.pdf");
                    await File.WriteAllBytesAsync(
                        document,
                        wish.Documents.ElementAtOrDefault(n) ?? TwoPages.Of($"Bid {n + 1}")
                    );
                    await desks[bid.Name].SealAsync("own", bid.Price, "--document", document);
                    await desks[bid.Name].SubmitAsync("own");
                }
            )
        );
        return desks;
    }

    private async Task SeatAsync(RoomWish wish, IReadOnlyList<Expert> experts)
    {
        Draw = await DrawHall.PrepareAsync(Platform, wish.Draw(Hall.Id));
        await Draw.DrawnAsync();
        await Draw.AdmitAsync(centre, experts, await Draw.ConfirmedAsync(centre));
        using var door = await Offices.EnterAsync();
        foreach (var buyer in wish.Buyers)
            Assert.Equal("Arrived", await door.ReceiveAsync(Draw.Id, buyer, default));
        await Draw.SeenAsync("it is disclosed", 30, e => e is DrawDisclosed);
    }

    /// <summary>Trustees cosign the conclusion a moment after it is there.</summary>
    private Task<JsonElement> ReadyAsync(ApiClient api, object asked) =>
        Until
            .SeenAsync(
                "a start without faults",
                Platform.Patience(30),
                async () =>
                    await api.DraftRoomAsync(asked, default) is var draft
                    && draft.GetProperty("faults").GetArrayLength() == 0
                        ? new Held(draft)
                        : null
            )
            .ContinueWith(held => held.Result.Draft, TaskScheduler.Default);

    private sealed record Held(JsonElement Draft);
}
