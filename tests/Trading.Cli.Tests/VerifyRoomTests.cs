using System.Text;
using Trading.Crypto;
using Trading.Rooms.Archives;
using Trading.Rooms.Reports;
using Trading.Rooms.Rooms;

namespace Trading.Cli.Tests;

/// <summary>
/// The archives of a room, of its three kinds, as a person verifies them. The room is one of the frozen ones; the
/// archives of its opening and draw are no real ones, so the flow tests show those.
/// </summary>
public sealed class VerifyRoomTests : IDisposable
{
    private const string Bid = "00000000000000000000000000000002";
    private readonly Shell shell = new();
    private readonly List<RoomEvent> events;
    private readonly RoomArchives maker;

    public VerifyRoomTests()
    {
        events = [.. File.ReadAllLines(Vector()).Select(l => RoomCodec.Table.Decode(Encoding.UTF8.GetBytes(l)))];
        var room = ((EvaluationStarted)events[0]).Room;
        using var platform = SigningKey.Generate(Suite.P256);
        var (logged, tree) = (new List<RoomLogged>(), new MerkleTree(Suite.P256));
        foreach (var happened in events)
        {
            var (type, bytes) = RoomCodec.Table.Encode(happened);
            var (stream, salt) = (RoomVisibility.Of(room, happened), new byte[StreamLeaf.SaltBytes]);
            logged.Add(new RoomLogged(stream, salt, bytes));
            if (stream == Names.RoomStream(room))
                tree.Append(TreeHash.Leaf(Suite.P256, StreamLeaf.Of(Suite.P256, salt, tree.Size, type, bytes)));
        }
        var text = new Checkpoint(Names.RoomStream(room), tree.Size, tree.Root()).ToText();
        var key = new NoteKey(Suite.P256, Names.RoomStream(room), platform.PublicPoint, NoteKeyKind.Note);
        maker = new RoomArchives(room, logged, [Encoding.UTF8.GetString(Note.Sign(text, key, platform).ToBytes())]);
    }

    public void Dispose() => shell.Dispose();

    [Fact]
    public async Task All_three_kinds_hold_and_say_what_they_cannot_show()
    {
        File.WriteAllBytes(shell.At("full.archive"), maker.ForSupervisor().ToFile());
        File.WriteAllBytes(shell.At("own.archive"), maker.ForBidder(Bid).ToFile());
        File.WriteAllBytes(shell.At("public.archive"), maker.ForEverybody().ToFile());
        var full = await shell.Run("verify", "./full.archive");
        Assert.Equal(ExitCode.NotAnchored, full.Code);
        Assert.Contains("V102 PASS", full.Output, StringComparison.Ordinal);
        Assert.Contains("V104 PASS", full.Output, StringComparison.Ordinal);
        Assert.Contains("V106 PASS", full.Output, StringComparison.Ordinal);
        Assert.Contains("note: the opening's archive was not given", full.Output, StringComparison.Ordinal);
        var own = await shell.Run("verify", "./own.archive");
        Assert.Equal(ExitCode.NotAnchored, own.Code);
        Assert.Contains("rank 2, total", own.Output, StringComparison.Ordinal);
        Assert.Contains("V106 withheld", own.Output, StringComparison.Ordinal);
        var everybody = await shell.Run("verify", "./public.archive");
        Assert.Equal(ExitCode.NotAnchored, everybody.Code);
        Assert.Contains("V102 withheld", everybody.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_in_hand_is_compared_bit_for_bit()
    {
        File.WriteAllBytes(shell.At("full.archive"), maker.ForSupervisor().ToFile());
        var pdf = RoomReport.Full(events, RecordFonts.Embedded, isChinese: false).Pdf;
        File.WriteAllBytes(shell.At("report.pdf"), pdf);
        var ran = await shell.Run("verify", "./full.archive", "--report", "./report.pdf");
        Assert.Equal(ExitCode.NotAnchored, ran.Code);
        pdf[^100] ^= 1;
        File.WriteAllBytes(shell.At("report.pdf"), pdf);
        ran = await shell.Run("verify", "./full.archive", "--report", "./report.pdf");
        Assert.Equal(ExitCode.Failed, ran.Code);
        Assert.Contains("verdict: FAIL: V104", ran.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_stands_beside_is_of_a_room_alone_and_an_archive()
    {
        File.WriteAllBytes(shell.At("full.archive"), maker.ForSupervisor().ToFile());
        File.WriteAllText(shell.At("x.archive"), "x");
        var other = await shell.Run("verify", "./x.archive", "--opening", "./full.archive");
        Assert.Equal(ExitCode.Usage, other.Code);
        var none = await shell.Run("verify", "./full.archive", "--draw", "./x.archive");
        Assert.Equal(ExitCode.Usage, none.Code);
        Assert.Contains("no archive of a draw", none.Error, StringComparison.Ordinal);
        // Neighbours that are none are passed over.
        Assert.Equal(ExitCode.NotAnchored, (await shell.Run("verify", "./full.archive")).Code);
    }

    [Fact]
    public async Task A_bidders_archive_is_asked_for_of_a_room_alone()
    {
        var ran = await shell.Run("archive", "--session", new string('1', 32), "--kind", "bidder", "--out", "./a");
        Assert.Equal(ExitCode.Usage, ran.Code);
        Assert.Contains("--room ID", ran.Error, StringComparison.Ordinal);
    }

    private static string Vector()
    {
        for (var at = AppContext.BaseDirectory; at is not null; at = Path.GetDirectoryName(at))
            if (File.Exists(Path.Combine(at, "Trading.slnx")))
                return Path.Combine(at, "tests", "vectors", "room", "reports", "works.jsonl");
        throw new DirectoryNotFoundException("Trading.slnx stands in no folder above the tests.");
    }
}
