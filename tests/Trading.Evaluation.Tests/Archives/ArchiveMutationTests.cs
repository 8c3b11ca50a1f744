using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Draws;
using Trading.Streams.Archives;
using static Trading.Evaluation.Tests.Archives.ArchivedDraw;

namespace Trading.Evaluation.Tests.Archives;

/// <summary>
/// Whole archives that hold, and each part of them changed once: by exactly which checks it is caught. Source:
/// docs/spec/draw.md, "Checks".
/// </summary>
public sealed class ArchiveMutationTests
{
    private static DecidedDraw Told => PlayedDraws.Told;

    // What the heads of the stream alone protect: changed after they were signed.
    private static Dictionary<string, (string Checks, Func<DrawArchive, DrawArchive> Change)> Damages { get; } =
        new()
        {
            ["a-time"] = (
                "V03 V06",
                a => WithLeaf(a, 8, (salt, bytes) => new ArchiveLeaf.Disclosed(salt, Later(bytes)))
            ),
            ["a-salt"] = (
                "V03 V06",
                a => WithLeaf(a, 8, (salt, bytes) => new ArchiveLeaf.Disclosed(Flipped(salt, 0), bytes))
            ),
            ["an-event-left-out"] = ("V03 V06 V76", a => WithLeaves(a, leaves => [.. leaves.SkipLast(2), leaves[^1]])),
            ["the-end-left-out"] = ("V03 V06", a => WithLeaves(a, leaves => [.. leaves.SkipLast(1)])),
            ["a-head-left-out"] = ("V03 V06", a => WithNotes(a, notes => [.. notes.SkipLast(1)])),
            ["heads-swapped"] = ("V03 V06", a => WithNotes(a, notes => [.. notes.Reverse()])),
            ["not-the-platforms-head"] = ("V04", a => WithNote(a, note => Spoiled(note, 0))),
            ["not-a-trustees-line"] = ("V05", a => WithNote(a, note => Spoiled(note, 1))),
            ["one-trustee-alone"] = ("V05", a => WithNote(a, note => string.Join('\n', note.Split('\n')[..^2]) + "\n")),
        };

    public static TheoryData<string> NamesOfLies() => [.. ArchiveLies.All.Keys];

    public static TheoryData<string> NamesOfDamages() => [.. Damages.Keys];

    [Fact]
    public void Archives_that_were_not_touched_hold()
    {
        foreach (
            var draw in new[]
            {
                Told,
                PlayedDraws.Sent,
                PlayedDraws.Yielded,
                PlayedDraws.Reduced,
                PlayedDraws.Short,
                PlayedDraws.Open,
            }
        )
        {
            var report = new ArchivedDraw(draw).Check();
            Assert.Equal("", FailuresOf(report));
            Assert.Equal(0, report.ExitCode);
            Assert.Equal("", FailuresOf(new ArchivedDraw(draw) { Kind = ArchiveKind.Public }.Check()));
        }
        Assert.DoesNotContain(
            new ArchivedDraw(Told).Check().Checks,
            c => c.Outcome != CheckOutcome.Pass && c.Number is not ("V66" or "V79" or "V80" or "V81") // nobody was sent
        );
    }

    [Fact]
    public void A_public_archive_says_that_it_holds_no_names_and_not_that_none_was_opened()
    {
        string Said(DecidedDraw draw, ArchiveKind kind, string number) =>
            new ArchivedDraw(draw) { Kind = kind }
                .Check()
                .Checks.Single(c => c.Number == number)
                .Detail;
        Assert.Contains("holds no names", Said(Told, ArchiveKind.Public, "V73"), StringComparison.Ordinal);
        Assert.Contains("holds no names", Said(PlayedDraws.Sent, ArchiveKind.Public, "V81"), StringComparison.Ordinal);
        Assert.Equal("no name was opened", Said(PlayedDraws.Open, ArchiveKind.Full, "V73"));
        // Where the buyer sends nobody, that is the reason in either archive.
        foreach (var kind in new[] { ArchiveKind.Public, ArchiveKind.Full })
            Assert.Equal("no hash names anybody", Said(Told, kind, "V81"));
    }

    [Fact]
    public void A_committee_that_stood_before_its_bidders_were_known_is_remarked_on()
    {
        Assert.DoesNotContain(DrawArchiveAudit.Unchecked, new ArchivedDraw(Told).Check().Remarks);
        var draw = DecidedDraw.Seated();
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Now = DrawDue.LastArrivalAt(draw.Request);
        Assert.True(draw.Do(new DiscloseDraw(draw.Now)).IsAccepted);
        var report = new ArchivedDraw(draw).Check();
        Assert.Equal("", FailuresOf(report));
        Assert.Contains(DrawArchiveAudit.Unchecked, report.Remarks);
    }

    [Fact]
    public void A_draw_that_was_ordered_again_and_never_made_holds_as_well()
    {
        var draw = DecidedDraw.Seated();
        Assert.True(draw.Do(draw.Tell(draw.Drawn.Seated[0], PositionOutcome.Declined)).IsAccepted);
        Assert.True(draw.Do(draw.Again("更正")).IsAccepted);
        draw.Now = draw.Request.RoomAt;
        Assert.True(draw.Do(new EndDraw(draw.Now, DrawFailure.NotDrawn)).IsAccepted);
        Assert.Equal("", FailuresOf(new ArchivedDraw(draw).Check()));
    }

    [Fact]
    public void Counts_of_a_draw_that_was_drawn_again_count_no_more()
    {
        var draw = DecidedDraw.Seated();
        Assert.True(draw.Do(draw.Tell(draw.Drawn.Seated[0], PositionOutcome.Declined)).IsAccepted);
        Assert.True(draw.Do(draw.Again("更正")).IsAccepted);
        Assert.True(draw.Do(draw.Combine(1, 2)).IsAccepted);
        draw.Now = DrawDue.LastArrivalAt(draw.Request);
        Assert.True(draw.Do(new EndDraw(draw.Now, DrawFailure.NotArrived)).IsAccepted);
        Assert.Equal("", FailuresOf(new ArchivedDraw(draw).Check()));
    }

    [Theory, MemberData(nameof(NamesOfLies))]
    public void What_a_platform_and_its_trustees_could_change_is_caught_by_exactly_its_checks(string name)
    {
        var (draw, checks, change) = ArchiveLies.All[name];
        var archive = new ArchivedDraw(draw);
        change(archive);
        Assert.Equal(checks, FailuresOf(archive.Check()));
    }

    [Theory, MemberData(nameof(NamesOfDamages))]
    public void What_is_changed_after_the_heads_were_signed_is_caught_by_exactly_its_checks(string name)
    {
        var (checks, change) = Damages[name];
        var archive = new ArchivedDraw(Told);
        Assert.Equal(checks, FailuresOf(archive.Check(change(archive.Member()))));
    }

    [Fact]
    public void Every_flipped_byte_of_the_file_is_caught_by_the_container()
    {
        var file = new ArchivedDraw(Told).File();
        for (var at = 0; at < file.Length; at += 997)
        {
            var report = DrawArchiveAudit.Check(Flipped(file, at), Told.Trust);
            Assert.Equal("V01", FailuresOf(report));
        }
    }

    [Fact]
    public void Every_check_of_an_archive_catches_something()
    {
        var caught = ArchiveLies
            .All.Values.Select(lie => lie.Checks)
            .Concat(Damages.Values.Select(d => d.Checks))
            .SelectMany(checks => checks.Split(' '))
            .Append("V01")
            .Distinct()
            .Order(StringComparer.Ordinal);
        Assert.Equal(DrawArchiveAudit.Checks.Select(c => c.Number), caught);
    }

    private static string FailuresOf(AuditReport report) =>
        string.Join(' ', report.Checks.Where(c => c.Outcome == CheckOutcome.Fail).Select(c => c.Number));

    private static byte[] Later(byte[] bytes)
    {
        var happened = DrawCodec.Table.Decode(bytes);
        return DrawCodec.Table.Encode(happened with { At = happened.At + 1 }).Bytes;
    }

    private static DrawArchive WithLeaf(DrawArchive a, int at, Func<byte[], byte[], ArchiveLeaf> change) =>
        WithLeaves(
            a,
            leaves =>
                [
                    .. leaves.Select(
                        (leaf, i) => i == at && leaf is ArchiveLeaf.Disclosed d ? change(d.Salt, d.Event) : leaf
                    ),
                ]
        );

    private static DrawArchive WithLeaves(
        DrawArchive a,
        Func<IReadOnlyList<ArchiveLeaf>, IReadOnlyList<ArchiveLeaf>> change
    ) => a with { Stream = a.Stream with { Leaves = change(a.Stream.Leaves) } };

    private static DrawArchive WithNotes(DrawArchive a, Func<IReadOnlyList<string>, IReadOnlyList<string>> change) =>
        a with
        {
            Stream = a.Stream with { Checkpoints = change(a.Stream.Checkpoints) },
        };

    private static DrawArchive WithNote(DrawArchive a, Func<string, string> change) =>
        WithNotes(a, notes => [.. notes.SkipLast(1), change(notes[^1])]);

    // One letter of a signature line.
    private static string Spoiled(string note, int line)
    {
        var lines = note.Split('\n');
        var at = Array.FindIndex(lines, l => l.StartsWith('—')) + line;
        var text = lines[at].ToCharArray();
        text[^20] = text[^20] == 'A' ? 'B' : 'A';
        lines[at] = new string(text);
        return string.Join('\n', lines);
    }
}
