using System.Numerics;
using System.Text;
using Trading.Crypto.Tests.Frozen;

namespace Trading.Crypto.Tests.Groups;

/// <summary>
/// tests/vectors/beacon: expand-message.json and hash-to-curve.json hold every value that RFC 9380 prints for
/// expand_message_xmd with SHA-256 (appendix K.1) and for P256_XMD:SHA-256_SSWU_RO_ (appendix J.1.1). Its "maps" are
/// elements that no message is known to reach, from another implementation.
/// </summary>
public class HashToCurveTests
{
    private static readonly Suite P256 = Suite.P256;

    private sealed record ExpandFile(string Source, string Tag, Expansion[] Values);

    private sealed record Expansion(string Message, byte[] Uniform);

    private sealed record CurveFile(string Source, string Tag, Hashed[] Values, Mapped[] Maps);

    private sealed record Hashed(string Message, byte[][] U, byte[][] Q, byte[] P);

    private sealed record Mapped(string Name, byte[] Uniform, byte[] Point);

    [Fact]
    public void Every_message_of_appendix_K_1_expands_to_its_bytes()
    {
        var file = FrozenVectors.Load<ExpandFile>("beacon/expand-message.json");
        Assert.Equal([32, 32, 32, 32, 32, 128, 128, 128, 128, 128], file.Values.Select(value => value.Uniform.Length));
        foreach (var value in file.Values)
            Assert.Equal(value.Uniform, Expand(value.Message, file.Tag, value.Uniform.Length));
    }

    [Fact]
    public void Every_message_of_appendix_J_1_1_reaches_its_elements_and_points()
    {
        var file = FrozenVectors.Load<CurveFile>("beacon/hash-to-curve.json");
        Assert.Equal(5, file.Values.Length);
        foreach (var value in file.Values)
        {
            var uniform = Expand(value.Message, file.Tag, 96);
            byte[][] halves = [uniform[..48], uniform[48..]];
            Assert.Equal(value.U, halves.Select(ElementOf));
            Assert.Equal(value.Q, halves.Select(half => P256.Group.Map(half).Encode()));
            Assert.Equal(value.P, HashToCurve.Of(P256, Ascii(value.Message), Ascii(file.Tag)).Encode());
        }
    }

    [Fact]
    public void Elements_at_the_edges_of_the_map_reach_their_points()
    {
        var file = FrozenVectors.Load<CurveFile>("beacon/hash-to-curve.json");
        foreach (var map in file.Maps)
            Assert.Equal((map.Name, Convert.ToHexStringLower(map.Point)), (map.Name, Mapping(map.Uniform)));
    }

    [Fact]
    public void The_map_agrees_with_the_law_written_slowly()
    {
        var entropy = new FixedEntropy("elements");
        var uniform = new byte[48];
        for (var i = 0; i < 200; i++)
        {
            entropy.Fill(uniform);
            var wide = new BigInteger(uniform, isUnsigned: true, isBigEndian: true);
            Assert.Equal(SlowMap.PointOf(wide), Mapping(uniform));
        }
    }

    [Fact]
    public void Another_tag_or_message_is_another_point()
    {
        var point = HashToCurve.Of(P256, [1], "tag"u8);
        Assert.Equal(point, HashToCurve.Of(P256, [1], "tag"u8));
        Assert.NotEqual(point, HashToCurve.Of(P256, [1], "tah"u8));
        Assert.NotEqual(point, HashToCurve.Of(P256, [1, 0], "tag"u8));
        Assert.NotEqual(point, HashToCurve.Of(P256, [], "tag"u8));
        Assert.True(P256.Group.TryDecode(point.Encode(), out _));
    }

    [Fact]
    public void A_tag_of_more_than_255_bytes_is_an_error_of_the_caller()
    {
        HashToCurve.Of(P256, [], new byte[255]);
        Assert.Throws<ArgumentException>(() => HashToCurve.Of(P256, [], new byte[256]));
    }

    private static byte[] Expand(string message, string tag, int length) =>
        ExpandMessage.Expand(P256, Ascii(message), Ascii(tag), length);

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);

    private static string Mapping(byte[] uniform) => Convert.ToHexStringLower(P256.Group.Map(uniform).Encode());

    private static byte[] ElementOf(byte[] uniform)
    {
        var element = new byte[U256.Bytes];
        Residue<P256Field>.FromWide(uniform).ToInteger().WriteBigEndian(element);
        return element;
    }
}
