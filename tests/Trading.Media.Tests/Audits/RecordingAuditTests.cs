using System.Buffers.Binary;
using Trading.Crypto;
using Trading.Media.Audits;
using Trading.Media.Export;
using Trading.Media.Recording;
using Trading.Media.Tests.Recording;

namespace Trading.Media.Tests.Audits;

public class RecordingAuditTests
{
    [Fact]
    public void A_sound_recording_passes_every_check()
    {
        var results = RecordingAudit.Check(RecordedRoom.Make().Evidence());
        Assert.Equal(Enumerable.Range(111, 10).Select(n => $"V{n}"), results.Select(r => r.Number));
        Assert.All(
            results,
            r => Assert.Equal(r.Number == "V113" ? RecordingOutcome.NotApplicable : RecordingOutcome.Pass, r.Outcome)
        );
        Assert.Contains("crash ", results[6].Detail, StringComparison.Ordinal);
        Assert.Contains("muted 2000 ms", results[6].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_key_everything_but_the_sealed_is_proved()
    {
        var room = RecordedRoom.Make();
        room.Key = null;
        var results = RecordingAudit.Check(room.Evidence());
        Assert.Equal(RecordingOutcome.Withheld, results[8].Outcome);
        Assert.Empty(RecordedRoom.Failed(room.Evidence()));
    }

    public static TheoryData<string, string, string> Mutations =>
        new()
        {
            { "header", "V114", "track 1 has no file" },
            { "mark", "V116 V118 V120", "track 1: second 1 is missing" },
            { "number", "V115 V116 V118 V119 V120", "track 1: second 3 was changed" },
            { "salt", "V115 V118 V119 V120", "track 1: second 1 was changed" },
            { "sealed", "V115 V118 V119 V120", "track 1: second 1 was changed" },
            { "until", "V115 V118 V119 V120", "track 1: second 1 was changed" },
            { "part-length", "V115 V116 V118 V119 V120", "track 1: second 1 was changed" },
            { "cause", "V115 V118 V120", "track 1: second 2 was changed" },
            { "head", "V115 V118", "track 1: second 1 was changed" },
            { "end-hash", "V118", "track 1: the end says something else than was published" },
            { "end-seconds", "V118", "track 1: the end says something else than was published" },
            { "behind-the-end", "V116", "track 1: 3 bytes at" },
            { "cut-end", "V118", "track 1: its end is missing" },
            { "cut-second", "V116 V118 V120", "track 1: second 4 is missing" },
            { "missing", "V116 V118 V120", "track 1: second 1 is missing" },
            { "swapped", "V116 V118 V120", "track 1: second 1 stands behind a later one" },
            { "repeated", "V116 V118 V120", "track 1: second 1 stands there more than once" },
            { "inserted", "V115 V116 V118 V119 V120", "track 1: second 7 was changed" },
            { "file-missing", "V114", "track 2 has no file" },
            { "file-twice", "V114", "track 1 has 2 files" },
            { "file-foreign", "V114", "3.tape is a track that no head names" },
            { "file-none", "V114", "3.tape is no track" },
            { "webm", "V120", "room.custody.json: room.webm has another hash" },
            { "custody-count", "V120", "room.custody.json: its figures are others" },
            { "custody-space", "V120", "room.custody.json is not canonical" },
            { "custody-head", "V120", "room.custody.json: track 1: its head after 5 seconds is another" },
            { "custody-heads", "V120", "room.custody.json: heads 1 are others" },
            { "heads-lost", "V111 V112 V118", "track 1: head of second 2 follows 0 heads" },
        };

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_change_is_caught_by_exactly_the_checks_that_it_concerns(string mutation, string checks, string told)
    {
        var room = RecordedRoom.Make();
        Mutate(room, mutation);
        var failed = RecordingAudit.Check(room.Evidence()).Where(r => r.Outcome == RecordingOutcome.Fail).ToList();
        var found = string.Join(' ', failed.Select(r => r.Number));
        Assert.True(found == checks, $"{mutation}: {found} :: {RecordedRoom.Failed(room.Evidence())}");
        Assert.Contains(failed, r => r.Detail.Contains(told, StringComparison.Ordinal));
    }

    [Fact]
    public void Heads_that_were_changed_are_named()
    {
        var room = RecordedRoom.Make();
        var file = room.Heads.SelectMany(HeadsBook.Entry).ToArray();
        for (var at = 0; at < file.Length; at++)
        {
            var changed = file.ToArray();
            changed[at] ^= 1;
            Assert.NotEqual("", RecordedRoom.Failed(room.Evidence(changed)));
        }
        Assert.Contains(
            "V111[value 1 is cut off]",
            RecordedRoom.Failed(room.Evidence(file[..^1])),
            StringComparison.Ordinal
        );
        room.Heads.Reverse();
        Assert.Contains("V111[value 0 bears number 1", RecordedRoom.Failed(room.Evidence()), StringComparison.Ordinal);
    }

    [Fact]
    public void Whoever_forges_a_whole_file_needs_the_heads()
    {
        var room = RecordedRoom.Make();
        var forged = new MemoryStream();
        using var writer = TapeWriter.Begin(Vectors.Camera, Tapes.Key, forged, new SeededEntropy(9));
        Vectors.Record(writer, Vectors.Read("camera"), 0, 5000);
        writer.Finish(5000);
        room.Files["1.tape"] = forged.ToArray();
        Assert.Contains(
            "V115[track 1: seconds 0–4 were changed]",
            RecordedRoom.Failed(room.Evidence()),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Any_byte_of_a_file_is_held_by_a_check()
    {
        var room = RecordedRoom.Make();
        room.Key = null;
        var file = room.Files["1.tape"];
        for (var at = 0; at < file.Length; at += 97)
        {
            room.Files["1.tape"] = [.. file[..at], (byte)(file[at] ^ 0x10), .. file[(at + 1)..]];
            Assert.NotEqual("", RecordedRoom.Failed(room.Evidence()));
        }
    }

    private static void Mutate(RecordedRoom room, string mutation)
    {
        var file = room.Files["1.tape"];
        var scan = TapeScan.Read(new MemoryStream(file));
        var seconds = scan.Seconds;
        var one = seconds[1];
        int From(int n) => (int)seconds[n].Offset;
        int To(int n) => (int)(n + 1 < seconds.Count ? seconds[n + 1].Offset : scan.EndOffset);
        byte[] Block(int n) => file[From(n)..To(n)];
        switch (mutation)
        {
            case "header":
                file[12 + 2] ^= 1; // the room

                break;
            case "mark":
                file[From(1) + 5] ^= 1;
                break;
            case "number":
                file[From(1) + 5 + 16 + 3] = 3;
                break;
            case "salt":
                file[From(1) + 5 + 20] ^= 1;
                break;
            case "sealed":
                file[one.Parts[0].Offset + 5] ^= 1;
                break;
            case "until":
                file[one.Parts[1].Offset - 1] ^= 1;
                break;
            case "part-length":
                file[one.Parts[0].Offset - 7] ^= 1;
                break;
            case "cause":
                file[GapAt(file, seconds[2]) + 4] = (byte)GapCause.Disk;
                break;
            case "head":
                file[To(1) - 1] ^= 1;
                break;
            case "end-hash":
                file[^1] ^= 1;
                break;
            case "end-seconds":
                file[scan.EndOffset + 5 + 16 + 3] ^= 1;
                break;
            case "behind-the-end":
                room.Files["1.tape"] = [.. file, 1, 2, 3];
                break;
            case "cut-end":
                room.Files["1.tape"] = file[..(int)scan.EndOffset];
                break;
            case "cut-second":
                room.Files["1.tape"] = file[..From(4)];
                break;
            case "missing":
                room.Files["1.tape"] = [.. file[..From(1)], .. file[To(1)..]];
                break;
            case "swapped":
                room.Files["1.tape"] = [.. file[..From(1)], .. Block(2), .. Block(1), .. file[To(2)..]];
                break;
            case "repeated":
                room.Files["1.tape"] = [.. file[..To(1)], .. Block(1), .. file[To(1)..]];
                break;
            case "inserted":
                var block = Block(1);
                BinaryPrimitives.WriteUInt32BigEndian(block.AsSpan(5 + 16), 7);
                room.Files["1.tape"] = [.. file[..To(1)], .. block, .. Block(1), .. file[To(1)..]];
                break;
            case "file-missing":
                room.Files.Remove("2.tape");
                break;
            case "file-twice":
                room.Files["9.tape"] = file;
                break;
            case "file-foreign":
                room.Files["3.tape"] = Tapes.Whole(out _, track: 3).ToArray();
                break;
            case "file-none":
                room.Files["3.tape"] = [1, 2, 3];
                break;
            case "webm":
                room.Webm[^1] ^= 1;
                break;
            case "heads-lost":
                room.Heads.RemoveAt(0);
                break;
            default:
                Rewrite(room, mutation);
                break;
        }
    }

    private static void Rewrite(RecordedRoom room, string mutation)
    {
        Assert.True(CustodyFile.TryParse(room.CustodyBytes, out var custody));
        var tracks = custody!.Tracks.ToList();
        room.CustodyBytes = mutation switch
        {
            "custody-count" => (custody with { Tracks = [tracks[0] with { Frames = 9999 }, tracks[1]] }).ToBytes(),
            "custody-head" => (custody with { Tracks = [tracks[0] with { Head = new byte[32] }, tracks[1]] }).ToBytes(),
            "custody-heads" => (custody with { HeadsHash = new byte[32] }).ToBytes(),
            "custody-space" => [.. room.CustodyBytes, (byte)' '],
            _ => throw new ArgumentOutOfRangeException(nameof(mutation), mutation, "no such mutation"),
        };
    }

    // The body of the second's first gap: its frame has type 3 and five bytes.
    private static int GapAt(byte[] file, TapeSecond second)
    {
        var at = file.AsSpan((int)second.Offset, (int)second.Length).IndexOf(new byte[] { 3, 0, 0, 0, 5 });
        return (int)second.Offset + at + 5;
    }
}
