using System.Text;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Server.Storage;
using Trading.Server.Tests.Announce;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.Rooms;

/// <summary>
/// Until the stage Scoring closes no score and no reason of a sheet can be found: in no file, no stream, no feed, no
/// log and no answer to anybody. A control finds them when it has closed, and one finds meanwhile what is no secret of
/// a sheet. Source: docs/spec/room.md, "Streams"; docs/decisions/0045-papers-lie-sealed-in-the-log.md.
/// </summary>
public sealed class SheetSecrecyTests : OwnRoom
{
    private const string Asked = "请说明第七章的交货安排 Q-4711";
    private readonly List<byte[]> needles = [];

    [Fact]
    public async Task No_score_and_no_reason_is_found_before_the_stage_closes()
    {
        await StartRoomAsync();
        var seats = await AllSitAsync();
        await LeadAsync();
        await ComplyAsync(seats);
        await UntilStageAsync(RoomStage.Explaining);
        await SayAsync(ActOf(1, RoomActKind.Ask, Start.Bids[0].Id, choice: 1, after: 1_800, text: Asked));
        var owner = Bidders.Single(b => b.Id == Start.Bids[0].Id);
        var own = await (await owner.ClientAsync()).Get($"{RoomPath}/own").Ok();
        var question = own.GetProperty("questions")[0].GetProperty("id").GetString()!;
        await SayAsync(
            ActOf(RoomAct.OfBid(owner.Id), owner.Person.Key, RoomActKind.Answer, question, 1, text: "三十天")
        );
        await SayAsync(ActOf(1, RoomActKind.Close));
        await UntilStageAsync(RoomStage.Scoring);
        await using var attendee = await Attendee.ConnectAsync(Server.Address);
        await attendee.JoinAsync($"room.{Room}", 0);

        foreach (var seat in Enumerable.Range(1, 4))
            await seats[seat].Post($"{RoomPath}/sheets", Planted(seat)).Ok();
        Client[] readers =
        [
            .. seats,
            await PersonAsync(Server.Supervisor),
            await PersonAsync(Server.Authority.Issue("stranger")),
            await owner.ClientAsync(),
            Host,
            await OfficeAsync(Gate),
            await OfficeAsync(Custodian),
        ];
        foreach (var (where, bytes) in await EverythingAsync(readers))
            Assert.False(needles.Exists(n => Finds(bytes, n)), $"a sheet is found in {where}");

        // The same search finds what the committee asked, and what the public is told of sheets.
        var asked = Encoding.UTF8.GetBytes(Asked);
        Assert.Contains(
            await FilesAsync(),
            f => Finds(f.Bytes, asked) && f.Where.StartsWith("log.db", StringComparison.Ordinal)
        );
        Assert.Contains(await AnswersAsync(readers), a => Finds(a.Bytes, asked));
        Assert.Equal(4, (await SummaryAsync()).GetProperty("papers").GetInt32());

        // When the last one is in, whoever sits and the supervisor read all of them; the public never does.
        await seats[5].Post($"{RoomPath}/sheets", Planted(5)).Ok();
        await UntilStageAsync(RoomStage.Summing);
        var read = await AnswersAsync(readers);
        foreach (var needle in needles)
            Assert.Contains(read, a => Finds(a.Bytes, needle));
        foreach (var (where, bytes) in await AnswersAsync([Anybody, Host, readers[7], readers[8]]))
            Assert.False(needles.Exists(n => Finds(bytes, n)), $"a sheet is read by {where}");

        // They are in the log, under its seal: this process reads them, and nobody who has the file alone.
        var stored = await Server.Get<IEventLog>().ReadAsync($"sheets.{Room}", 0, 1_000);
        Assert.Equal(5, stored.Count(e => e.Type == nameof(SheetSubmitted)));
        foreach (var needle in needles)
            Assert.Contains(stored, e => Finds(e.Bytes, needle));
        foreach (var (where, bytes) in await FilesAsync())
            Assert.False(needles.Exists(n => Finds(bytes, n)), $"a sheet lies in the clear in {where}");
    }

    // A low score with its reason: the reason's words, and the bytes of criterion and score before them.
    private object Planted(int seat)
    {
        var bids = Start
            .Bids.Select(
                (bid, i) =>
                    new SheetBid(
                        bid.Id,
                        [
                            new SheetScore("quality", 50 * (31 + 7 * seat + i), $"理由-{Guid.NewGuid():N}-完"),
                            new SheetScore("service", 1_000, ""),
                        ]
                    )
            )
            .ToList();
        var paper = new SheetPaper(Room, seat, bids, Nonce()).ToBytes();
        foreach (var score in bids.Select(b => b.Scores[0]))
        {
            var reason = Encoding.UTF8.GetBytes(score.Reason);
            needles.Add(reason);
            var at = paper.AsSpan().IndexOf(reason);
            needles.Add(paper[(at - 20)..at]);
        }
        return new { statement = paper, signature = KeyOf(seat).Sign(Trading.Crypto.Tags.RoomSheet, paper) };
    }

    private async Task<List<(string Where, byte[] Bytes)>> EverythingAsync(Client[] readers) =>
        [
            .. await FilesAsync(),
            .. await AnswersAsync(readers),
            .. Server.Logs.Lines.Select(l => ("the log of the process", Encoding.UTF8.GetBytes(l.Text))),
        ];

    private async Task<List<(string Where, byte[] Bytes)>> FilesAsync()
    {
        var files = new List<(string, byte[])>();
        foreach (var path in Directory.EnumerateFiles(Server.Data, "*", SearchOption.AllDirectories))
        {
            // Held by the process, and empty.
            if (System.IO.Path.GetFileName(path) == "server.lock")
            {
                Assert.Equal(0, new FileInfo(path).Length);
                continue;
            }
            await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var copy = new MemoryStream();
            await file.CopyToAsync(copy);
            files.Add((System.IO.Path.GetRelativePath(Server.Data, path), copy.ToArray()));
        }
        return files;
    }

    private async Task<List<(string Where, byte[] Bytes)>> AnswersAsync(Client[] readers)
    {
        string[] paths =
        [
            RoomPath,
            .. new[]
            {
                "sheets?from=0",
                "supervised?from=0",
                "desk",
                "warnings",
                "own",
                "reads",
                "drafts/sheet",
                "report.pdf",
                "report.pdf?kind=full",
                "archive?kind=full",
                "archive?kind=public",
            }.Select(path => $"{RoomPath}/{path}"),
            $"/api/feed/room.{Room}",
            $"/api/feed/sheets.{Room}",
            $"/api/feed/supervised.{Room}",
            $"/api/streams/sheets.{Room}/checkpoint",
        ];
        var answers = new List<(string, byte[])>();
        for (var i = 0; i < readers.Length; i++)
            foreach (var path in paths)
            {
                using var answer = await readers[i].Get(path);
                answers.Add(($"{path} of reader {i}", await answer.Content.ReadAsByteArrayAsync()));
            }
        return answers;
    }

    // As it is, as hexadecimal digits, and inside base64 at each of the three places that it may begin at.
    private static bool Finds(byte[] bytes, byte[] needle)
    {
        ReadOnlySpan<byte> all = bytes;
        if (all.IndexOf(needle) >= 0 || all.IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(needle))) >= 0)
            return true;
        for (var skip = 0; skip < 3; skip++)
        {
            var whole = needle[skip..][..((needle.Length - skip) / 3 * 3)];
            if (all.IndexOf(Encoding.ASCII.GetBytes(Convert.ToBase64String(whole))) >= 0)
                return true;
        }
        return false;
    }
}
