using System.Text;
using System.Text.Json;
using Trading.Crypto;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.Server.Tests.World;

/// <summary>
/// Each test has a server of its own with a sealed opening of three bids and a settled draw of five experts: a room may
/// be started. Seats have keys that the gate certifies; everything goes over HTTP.
/// </summary>
public abstract class OwnRoom : OwnDraw
{
    /// <summary>Price 300, quality 500 in steps of half a point, service 200.</summary>
    private protected const string Scoring =
        """{"format":"trading-score/1","pack":"procurement-goods","method":"lowest-price-benchmark","""
        + "\"ceilingFen\":100000000,\"criteria\":[{\"id\":\"price\",\"kind\":\"price\",\"weightPermille\":300},"
        + "{\"id\":\"quality\",\"kind\":\"subjective\",\"weightPermille\":500,\"maxHundredths\":10000,"
        + "\"stepHundredths\":50,\"reasonBelowHundredths\":5000},{\"id\":\"service\",\"kind\":\"objective\","
        + "\"weightPermille\":200,\"maxHundredths\":2000,\"stepHundredths\":100}],\"bids\":[]}";
    private readonly Dictionary<int, SigningKey> keys = [];
    private int nonce;

    /// <summary>The scoring terms that the lot is published with.</summary>
    private protected virtual string Terms => Scoring;

    private protected Hall Hall { get; private set; } = null!;

    private protected IReadOnlyList<Bidder> Bidders { get; private set; } = [];

    /// <summary>The positions that arrived, rising.</summary>
    private protected IReadOnlyList<int> Seated { get; private set; } = [];

    private protected RoomStart Start { get; private set; } = null!;

    private protected string Room => Start.Room;

    private protected string RoomPath => $"/api/rooms/{Room}";

    /// <summary>What a host is answered a start by.</summary>
    private protected object DraftBody =>
        new
        {
            session = Hall.Id,
            lot = Hall.Lot,
            draw = Draw.Request.Draw,
            pack = "procurement-goods",
            ends = Server.Clock.Now + 24 * Hour,
            items = new[]
            {
                Item("licence", "Qualification", "营业执照", "Unqualified"),
                Item("signed", "Compliance", "签字盖章", "Unresponsive"),
            },
        };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Hall = await Hall.OpenAsync(
            Server,
            hoursAhead: 2,
            change: terms =>
                terms with
                {
                    RulePack = RulePacks.Newest("procurement-goods")!,
                    Scoring = [Terms],
                    Lots = [terms.Lots[0] with { Scoring = 1 }],
                }
        );
        Bidders =
        [
            .. Enumerable.Range(1, 3).Select(n => Keep(new Bidder(Hall, $"第{n}号供应商", 80_000_000 + 1000 * n))),
        ];
        await Task.WhenAll(Bidders.Select((b, i) => b.SubmitAsync(b.Seal(documents: DocumentsOf(i)))));
        Draw = NewDraw(Server, request => request with { Session = Hall.Id, Lot = Hall.Lot });
        await SeatAsync();
        var gate = await OfficeAsync(Gate);
        Seated = Draw.Drawn.Seated;
        foreach (var position in Seated)
            await ArriveAsync(gate, position);
        Hall.Close();
        await Host.UntilAsync(Hall.Id, Hall.Lot, "opened");
        Hall.EndPeriod();
        await Host.Post($"/api/sessions/{Hall.Id}/acts", Server.Host.Sign(Act.Conclude(Hall.Id, new byte[16]))).Ok();
    }

    /// <summary>What bidders send beside their prices.</summary>
    private protected virtual byte[][] DocumentsOf(int bidder) => [];

    /// <summary>The host signs the opening record, and trustees have cosigned the conclusion.</summary>
    private protected async Task SealAsync()
    {
        var record = $"/api/sessions/{Hall.Id}/record";
        var asked = await Host.Post($"{record}/attributes", new { certificate = Server.Host.Certificate }).Ok();
        var attributes = asked.GetProperty("attributes").GetBytesFromBase64();
        await Host.Post(
                record,
                new { certificate = Server.Host.Certificate, signature = Server.Host.SignBare(attributes) }
            )
            .Ok();
    }

    /// <summary>The start that the platform makes; waits until nothing stands against it.</summary>
    private protected async Task<JsonElement> DraftAsync() =>
        (
            await Until.SeenAsync(
                "a start without faults",
                Server.Patience(20),
                async () =>
                    await Host.Post("/api/rooms/draft", DraftBody).Ok() is var draft
                    && draft.GetProperty("faults").GetArrayLength() == 0
                        ? new Held(draft)
                        : null
            )
        ).Draft;

    /// <summary>The room is started.</summary>
    private protected async Task StartRoomAsync()
    {
        await SealAsync();
        var draft = await DraftAsync();
        Assert.True(RoomStartCodec.TryParse(draft.GetProperty("start").GetBytesFromBase64(), out var start));
        Start = start;
        await Host.Post("/api/rooms", Publication(start)).Ok();
    }

    private protected object Publication(RoomStart start, byte[]? terms = null, SigningKey? signer = null)
    {
        var bytes = RoomStartCodec.ToBytes(start);
        return new
        {
            room = start.Room,
            start = bytes,
            terms = terms ?? Encoding.UTF8.GetBytes(Terms),
            signature = (signer ?? Server.Host.Key).Sign(Tags.RoomStart, bytes),
        };
    }

    /// <summary>The key of whoever sits there; another one for somebody who comes later.</summary>
    private protected SigningKey KeyOf(int seat)
    {
        if (!keys.TryGetValue(seat, out var key))
            keys[seat] = key = SigningKey.Generate(Suite.P256);
        return key;
    }

    private protected object ActOf(
        string by,
        SigningKey signer,
        RoomActKind kind,
        string subject = "",
        byte choice = 0,
        int of = 0,
        long after = 0,
        string text = "",
        string item = ""
    )
    {
        var bytes = new RoomAct(kind, Room, by, subject, item, choice, of, 0, after, text, Nonce()).ToBytes();
        return new { statement = bytes, signature = signer.Sign(Tags.RoomAct, bytes) };
    }

    /// <summary>An act of a seat.</summary>
    private protected object ActOf(
        int seat,
        RoomActKind kind,
        string subject = "",
        byte choice = 0,
        int of = 0,
        long after = 0,
        string text = ""
    ) => ActOf(RoomAct.OfSeat(seat), KeyOf(seat), kind, subject, choice, of, after, text);

    private protected Task SayAsync(object act) => Anybody.Post($"{RoomPath}/acts", act).Ok();

    private protected object ReviewOf(int seat, string bid, ItemStage stage = ItemStage.Compliance, string fails = "")
    {
        ReviewMark[] marks =
        [
            .. Start.ItemsOf(stage).Select(i => new ReviewMark(i.Id, i.Id != fails, i.Id == fails ? "缺" : "")),
        ];
        var bytes = new ReviewPaper(Room, seat, stage, bid, marks, Nonce()).ToBytes();
        return new { statement = bytes, signature = KeyOf(seat).Sign(Tags.RoomReview, bytes) };
    }

    private protected object SheetOf(int seat, Func<int, long>? quality = null)
    {
        quality ??= bid => 8000 + 50 * ((seat + bid) % 5);
        return SheetOf(
            seat,
            [
                .. Start.Bids.Select(
                    (bid, i) =>
                        new SheetBid(
                            bid.Id,
                            [new SheetScore("quality", quality(i + 1), ""), new SheetScore("service", 1000, "")]
                        )
                ),
            ]
        );
    }

    private protected object SheetOf(int seat, IReadOnlyList<SheetBid> bids)
    {
        var bytes = new SheetPaper(Room, seat, bids, Nonce()).ToBytes();
        return new { statement = bytes, signature = KeyOf(seat).Sign(Tags.RoomSheet, bytes) };
    }

    private protected object CertificateOf(int seat, SigningKey? gate = null)
    {
        var bytes = new SeatCertificate(
            Room,
            seat,
            Start.Seats[seat - 1].Role,
            KeyOf(seat).PublicPoint,
            Start.EndsAt + 24 * Hour
        ).ToBytes();
        return new { certificate = bytes, signature = (gate ?? GateKey).Sign(Tags.RoomSeat, bytes) };
    }

    /// <summary>Somebody sits down: the key waits, the gate certifies it, and it signs in.</summary>
    private protected async Task<Client> SitDownAsync(int seat)
    {
        await Anybody.Post($"{RoomPath}/keys", new { key = KeyOf(seat).PublicPoint }).Ok();
        await Anybody.Post($"{RoomPath}/seats", CertificateOf(seat)).Ok();
        return await SignInAtAsync(seat);
    }

    private protected async Task<Client> SignInAtAsync(int seat) =>
        Keep(await Server.Client().SignInAtSeatAsync(Room, KeyOf(seat)));

    /// <summary>Somebody else comes to the seat, with another key.</summary>
    private protected void ForgetKeyOf(int seat) => keys.Remove(seat);

    /// <summary>Everybody sits, by seats from 1.</summary>
    private protected async Task<Client[]> AllSitAsync()
    {
        var clients = new List<Client> { Anybody };
        foreach (var seat in Enumerable.Range(1, Start.Seats.Count))
            clients.Add(await SitDownAsync(seat));
        return [.. clients];
    }

    /// <summary>Everybody pledges, and the first seat leads.</summary>
    private protected async Task LeadAsync()
    {
        foreach (var seat in Enumerable.Range(1, Start.Seats.Count))
            await SayAsync(ActOf(seat, RoomActKind.Pledge));
        foreach (var seat in Enumerable.Range(1, Start.Seats.Count))
            await SayAsync(ActOf(seat, RoomActKind.Ballot, of: 1));
    }

    /// <summary>The host finds each bidder qualified, everybody each bid compliant, and the leader asks nothing.</summary>
    private protected async Task ComplyAsync(Client[] seats)
    {
        foreach (var bid in Start.Bids)
            await SayAsync(ActOf(RoomAct.Host, Server.Host.Key, RoomActKind.Qualify, bid.Id));
        foreach (var bid in Start.Bids)
        foreach (var seat in Enumerable.Range(1, Start.Seats.Count))
            await seats[seat].Post($"{RoomPath}/reviews", ReviewOf(seat, bid.Id)).Ok();
    }

    private protected async Task<JsonElement> SummaryAsync() => await Anybody.Get(RoomPath).Ok();

    /// <summary>Waits until the room is at a stage.</summary>
    private protected Task UntilStageAsync(RoomStage stage) =>
        Until.SeenAsync(
            $"{stage}",
            Server.Patience(20),
            async () => (await SummaryAsync()).GetProperty("stage").GetString() == $"{stage}" ? this : null
        );

    private protected byte[] Nonce() => [.. new byte[12], .. BitConverter.GetBytes(nonce++)];

    private static object Item(string id, string stage, string title, string ground) =>
        new
        {
            id,
            stage,
            title,
            ground,
            rule = "procurement-87:63",
        };

    private sealed record Held(JsonElement Draft);
}
