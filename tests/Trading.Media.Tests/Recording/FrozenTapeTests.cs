using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Trading.Media.Audits;
using Trading.Media.Tests.Audits;

namespace Trading.Media.Tests.Recording;

/// <summary>
/// The bytes of a recorded room are frozen (tests/vectors/media/room), and read once more by a naive reader that was
/// written from docs/spec/recording.md and uses nothing of ours.
/// </summary>
public class FrozenTapeTests
{
    [Fact]
    public void The_same_room_is_recorded_in_the_same_bytes()
    {
        var room = RecordedRoom.Make();
        var files = room.Files.ToDictionary(f => f.Key, f => f.Value);
        files["recordings.heads"] = [.. room.Heads.SelectMany(HeadsBook.Entry)];
        files["room.custody.json"] = room.CustodyBytes;
        foreach (var (name, bytes) in files)
        {
            var path = Vectors.Path("media", "room", name);
            // Only whoever changes the format on purpose writes them anew.
            if (Environment.GetEnvironmentVariable("TRADING_FREEZE") == "1")
                File.WriteAllBytes(path, bytes);
            Assert.True(File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes), name);
        }
    }

    [Fact]
    public void A_reader_that_knows_the_specification_alone_finds_the_same_heads()
    {
        var told = Heads(File.ReadAllBytes(Vectors.Path("media", "room", "recordings.heads")));
        Assert.Equal([1u, 2u], told.Keys.Order());
        foreach (var (track, heads) in told)
        {
            var file = File.ReadAllBytes(Vectors.Path("media", "room", $"{track}.tape"));
            Assert.Equal(heads, Chain(file));
        }
    }

    [Fact]
    public void A_reader_that_knows_the_specification_alone_opens_what_is_sealed()
    {
        var file = File.ReadAllBytes(Vectors.Path("media", "room", "2.tape"));
        var start = Tagged("recording track", file[..BodyEnd(file)]);
        var sealedKey = HKDF.Expand(
            HashAlgorithmName.SHA256,
            HKDF.Extract(HashAlgorithmName.SHA256, Tapes.Key.ToBytes(), Tapes.Room),
            32,
            Encoding.ASCII.GetBytes("BidLock/1 recording seal")
        );
        Assert.True(file.AsSpan(0, BodyEnd(file)).EndsWith(sealedKey));
        var packets = new List<byte[]>();
        var (second, salt) = (0u, Array.Empty<byte>());
        foreach (var (type, body) in Frames(file))
            if (type == 1)
                (second, salt) = (BinaryPrimitives.ReadUInt32BigEndian(body.AsSpan(16)), body[20..]);
            else if (type == 2)
                packets.AddRange(Records(Open(start, salt, second, body)).Where(r => r.Type == 1).Select(r => r.Bytes));
        var wanted = Vectors.Read("microphone").Where(r => r.Kind == Media.Recording.TapeRecordKind.Packet);
        Assert.Equal(wanted.Select(r => r.Bytes.ToArray()), packets);
    }

    private static byte[] Open(byte[] start, byte[] salt, uint second, byte[] part)
    {
        var key = HKDF.Expand(
            HashAlgorithmName.SHA256,
            HKDF.Extract(HashAlgorithmName.SHA256, Tapes.Key.ToBytes(), salt),
            32,
            Joined("recording run", start)
        );
        var (nonce, associated) = (new byte[12], new byte[10]);
        BinaryPrimitives.WriteUInt32BigEndian(nonce.AsSpan(4), second);
        part.AsSpan(0, 4).CopyTo(nonce.AsSpan(8));
        BinaryPrimitives.WriteUInt32BigEndian(associated, second);
        part.AsSpan(0, 6).CopyTo(associated.AsSpan(4));
        var plain = new byte[part.Length - 6 - 16];
        using var gcm = new AesGcm(key, 16);
        gcm.Decrypt(nonce, part.AsSpan(6, plain.Length), part.AsSpan(part.Length - 16), plain, associated);
        return plain;
    }

    private static List<(int Type, byte[] Bytes)> Records(byte[] plain)
    {
        var records = new List<(int, byte[])>();
        for (var at = 0; at < plain.Length; )
        {
            var length = BinaryPrimitives.ReadUInt16BigEndian(plain.AsSpan(at + 5));
            records.Add((plain[at], plain[(at + 7)..(at + 7 + length)]));
            at += 7 + length;
        }
        return records;
    }

    private static List<string> Chain(byte[] file)
    {
        var heads = new List<string>();
        var head = Tagged("recording track", file[..BodyEnd(file)]);
        var second = new List<byte>();
        foreach (var (type, body) in Frames(file))
        {
            if (type is 1 or 2 or 3)
                second.AddRange([(byte)type, .. Big((uint)body.Length), .. body]);
            if (type != 4)
                continue;
            var number = second[21..25].ToArray();
            head = Tagged("recording second", head, number, SHA256.HashData(second.ToArray()));
            Assert.Equal(Convert.ToHexString(body), Convert.ToHexString(head));
            heads.Add(Convert.ToHexString(head));
            second.Clear();
        }
        return heads;
    }

    private static IEnumerable<(int Type, byte[] Body)> Frames(byte[] file)
    {
        for (var at = BodyEnd(file); at < file.Length; )
        {
            var length = (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 1));
            yield return (file[at], file[(at + 5)..(at + 5 + length)]);
            at += 5 + length;
        }
    }

    private static int BodyEnd(byte[] file) => 12 + (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(8));

    // Values behind their lengths; only what the chain needs is taken out of them.
    private static Dictionary<uint, List<string>> Heads(byte[] file)
    {
        var heads = new Dictionary<uint, List<string>>();
        for (var at = 0; at < file.Length; )
        {
            var end = at + 4 + (int)BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at));
            at += 4 + 1 + 16 + 4 + 32 + 8;
            uint Next() => BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan((at += 4) - 4));
            for (var tracks = Next(); tracks > 0; tracks--)
            {
                var track = Next();
                at += 32;
                var row = heads.TryGetValue(track, out var known) ? known : heads[track] = [];
                Assert.Equal((uint)row.Count, Next());
                for (var count = Next(); count > 0; count--, at += 32)
                    row.Add(Convert.ToHexString(file.AsSpan(at, 32)));
                at += file[at] == 1 ? 1 + 4 + 32 : 1;
            }
            Assert.Equal(end, at);
        }
        return heads;
    }

    private static byte[] Tagged(string tag, params byte[][] parts) => SHA256.HashData(Joined(tag, parts));

    // streams.md, "Tags": length of the tag (1), tag, each part behind its length (4).
    private static byte[] Joined(string tag, params byte[][] parts)
    {
        var text = Encoding.ASCII.GetBytes($"BidLock/1 {tag}");
        return [(byte)text.Length, .. text, .. parts.SelectMany(part => (byte[])[.. Big((uint)part.Length), .. part])];
    }

    private static byte[] Big(uint value)
    {
        var four = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(four, value);
        return four;
    }
}
