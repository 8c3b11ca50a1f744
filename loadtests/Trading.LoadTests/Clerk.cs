using System.Text.Json;
using Trading.Cli;
using Trading.Crypto;
using Trading.Rooms.Packs;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;

namespace Trading.LoadTests;

/// <summary>The host of a room, as drill and demo play it: starts it, qualifies where the host does, drafts.</summary>
internal sealed class Clerk(ApiClient api, PersonKey host, TimeSpan pause)
{
    private const long Day = 86_400_000_000;
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Hears why a count is blocked, once for each block.</summary>
    public Action<string> OnBlock { get; init; } = static _ => { };

    /// <summary>
    /// Has the platform make a start, signs it and starts the room. Heads are cosigned, and a draw is disclosed, a
    /// moment after they are there: until then the start has faults, and is asked for again.
    /// </summary>
    public async Task<RoomFacts> StartAsync(
        string session,
        string lot,
        string draw,
        RoomPack pack,
        string? room,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        var wish = new
        {
            session,
            lot,
            draw,
            pack = pack.Id,
            ends = TimeText.Now() + Day,
            items = ItemsOf(pack),
            room,
        };
        for (var end = DateTimeOffset.UtcNow + patience; ; await Task.Delay(Look, cancel))
        {
            var draft = await api.DraftRoomAsync(wish, cancel);
            if (draft.GetProperty("faults").GetArrayLength() == 0)
                return await StartAsync(draft, cancel);
            if (DateTimeOffset.UtcNow > end)
                throw new TimeoutException($"the room cannot start: {draft.GetProperty("faults")}");
        }
    }

    /// <summary>Does what is due of the host until the room is over.</summary>
    public async Task PlayAsync(string room, CancellationToken cancel)
    {
        var blocked = "";
        for (; ; await Task.Delay(Look, cancel))
        {
            if (Committee.IsOver(await api.RoomAsync(room, cancel)))
                return;
            var desk = await api.RoomDeskAsync(room, cancel);
            foreach (var bid in desk.GetProperty("toQualify").EnumerateArray())
                await ActAsync(room, RoomActKind.Qualify, bid.GetString()!, cancel);
            var block = desk.TryGetProperty("block", out var told) ? told.ToString() : "";
            if (block.Length > 0 && block != blocked)
                OnBlock(block);
            blocked = block;
            if (desk.GetProperty("duties").EnumerateArray().Any(duty => duty.GetString() == "Draft"))
                await ActAsync(room, RoomActKind.Draft, desk.GetProperty("reportHash").GetString()!, cancel);
        }
    }

    private async Task<RoomFacts> StartAsync(JsonElement draft, CancellationToken cancel)
    {
        var (bytes, terms) = (draft.GetProperty("start").GetBytesFromBase64(), draft.GetProperty("terms"));
        var signature = host.Sign(Tags.RoomStart, bytes);
        var room = draft.GetProperty("room").GetString()!;
        var started = new EvaluationStarted(TimeText.Now(), room, bytes, terms.GetBytesFromBase64(), signature);
        var facts = RoomFacts.Of(started) ?? throw new InvalidDataException("the platform's start cannot be read");
        await api.StartRoomAsync(room, bytes, facts.Terms, signature, cancel);
        return facts;
    }

    private async Task ActAsync(string room, RoomActKind kind, string subject, CancellationToken cancel)
    {
        await Task.Delay(pause, cancel);
        var act = new RoomAct(kind, room, RoomAct.Host, subject, "", 0, 0, 0, 0, "", ActSigner.Nonce()).ToBytes();
        await api.RoomActAsync(room, act, host.Sign(Tags.RoomAct, act), cancel);
    }

    private static object[] ItemsOf(RoomPack pack) =>
        [
            Item(pack, "licence", ItemStage.Qualification, "营业执照与资质", "Unqualified"),
            Item(pack, "signed", ItemStage.Compliance, "签字盖章", "Unresponsive"),
            Item(pack, "ceiling", ItemStage.Compliance, "投标报价不高于最高投标限价", "OverCeiling"),
        ];

    private static object Item(RoomPack pack, string id, ItemStage stage, string title, string ground) =>
        new
        {
            id,
            stage,
            title,
            ground,
            rule = stage == ItemStage.Qualification ? pack.Rules.Qualify : pack.Rules.Reject,
        };
}
