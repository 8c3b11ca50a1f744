using System.Text.Json;

namespace Trading.Crypto.Tests.Kem;

public class DhkemTests
{
    private static readonly Suite P256 = Suite.P256;
    private readonly FixedEntropy entropy = new("kem");

    [Fact]
    public void The_values_of_RFC_9180_are_reproduced()
    {
        if (Vectors.Load("hpke/rfc9180_p256_hkdf_sha256.json") is not { } file)
            return;
        var seen = 0;
        foreach (var vector in file.EnumerateArray())
        {
            Assert.Equal((16, 1), (vector.Number("kem_id"), vector.Number("kdf_id")));
            var shared = Encapsulated(vector);
            Exports(vector, shared);
            seen++;
        }
        Assert.True(seen >= 2);
    }

    [Fact]
    public void Both_sides_and_the_combined_shares_reach_the_same_secret()
    {
        var group = P256.Group;
        var (x, second) = (group.RandomScalar(entropy), group.RandomScalar(entropy));
        var recipient = group.Multiply(x, group.Generator);
        var (enc, shared) = P256.Kem.Encapsulate(recipient, entropy);
        Assert.Equal(Suite.PointBytes, enc.Length);
        Assert.True(P256.Kem.TryDecapsulate(x, enc, entropy, out var alone));
        Assert.Equal(shared, alone);

        Assert.True(group.TryDecode(enc, out var point));
        var rest = group.Add(x, group.Negate(second)); // x = second + rest: two trustees, each with a summand
        var combined = group.Add(group.Multiply(second, point), group.Multiply(rest, point));
        Assert.Equal(shared, P256.Kem.FromSharedPoint(combined, enc, recipient));
    }

    [Fact]
    public void An_encapsulated_point_that_is_none_is_refused()
    {
        var (enc, _) = P256.Kem.Encapsulate(P256.Group.Generator, entropy);
        foreach (
            var bad in new[]
            {
                [],
                [0],
                new byte[65],
                enc[..64],
                [.. enc, 0],
                [6, .. enc.AsSpan(1)],
                [.. enc.AsSpan(0, 64), (byte)(enc[64] ^ 1)],
            }
        )
            Assert.False(P256.Kem.TryDecapsulate(Scalar.From(5), bad, entropy, out _));
    }

    [Fact]
    public void The_identity_is_neither_shared_point_nor_recipient()
    {
        var enc = P256.Group.Generator.Encode();
        Assert.Throws<InvalidOperationException>(() => P256.Kem.FromSharedPoint(default, enc, P256.Group.Generator));
        Assert.Throws<InvalidOperationException>(() => P256.Kem.FromSharedPoint(P256.Group.Generator, enc, default));
        Assert.Throws<InvalidOperationException>(() =>
            P256.Kem.Encapsulate(P256.Group.Generator, Scalar.Zero, entropy)
        );
    }

    [Fact]
    public void Every_input_of_an_export_changes_it()
    {
        byte[] secret = [.. Enumerable.Repeat((byte)1, 32)],
            psk = [.. Enumerable.Repeat((byte)2, 32)];
        byte[][] exports =
        [
            P256.Kem.Export(KemMode.Base, secret, [1], [], [], [1], 32),
            P256.Kem.Export(KemMode.Base, secret, [2], [], [], [1], 32),
            P256.Kem.Export(KemMode.Base, secret, [1], [], [], [2], 32),
            P256.Kem.Export(KemMode.Base, psk, [1], [], [], [1], 32),
            P256.Kem.Export(KemMode.Psk, secret, [1], psk, [1], [1], 32),
            P256.Kem.Export(KemMode.Psk, secret, [1], psk, [2], [1], 32),
            P256.Kem.Export(KemMode.Psk, secret, [1], secret, [1], [1], 32),
            P256.Kem.Export(KemMode.Base, secret, [1], [], [], [1], 33)[..32],
        ];
        Assert.Equal(exports.Length, exports.Select(Convert.ToHexString).Distinct().Count());
    }

    [Theory]
    [
        InlineData(0, 32, 1),
        InlineData(0, 0, 1),
        InlineData(0, 32, 0),
        InlineData(1, 0, 0),
        InlineData(1, 31, 1),
        InlineData(1, 32, 0),
        InlineData(2, 32, 1)
    ]
    public void Inconsistent_secrets_are_an_error_of_the_caller(byte mode, int pskBytes, int idBytes) =>
        Assert.Throws<ArgumentException>(() =>
            P256.Kem.Export((KemMode)mode, new byte[32], [], new byte[pskBytes], new byte[idBytes], [], 32)
        );

    private byte[] Encapsulated(JsonElement vector)
    {
        Assert.True(P256.Group.TryDecode(vector.Hex("pkRm"), out var recipient));
        Assert.True(P256.Group.TryDecodeScalar(vector.Hex("skEm"), out var ephemeral));
        Assert.True(P256.Group.TryDecodeScalar(vector.Hex("skRm"), out var secret));
        var (enc, shared) = P256.Kem.Encapsulate(recipient, ephemeral, entropy);
        Assert.Equal(vector.Text("enc"), Convert.ToHexStringLower(enc));
        Assert.Equal(vector.Text("shared_secret"), Convert.ToHexStringLower(shared));
        Assert.True(P256.Kem.TryDecapsulate(secret, enc, entropy, out var opened));
        Assert.Equal(shared, opened);
        return shared;
    }

    private static void Exports(JsonElement vector, byte[] shared)
    {
        var (mode, info) = ((KemMode)vector.Number("mode"), vector.Hex("info"));
        var (psk, pskId) = mode == KemMode.Psk ? (vector.Hex("psk"), vector.Hex("psk_id")) : ([], []);
        var aead = (ushort)vector.Number("aead_id");
        var schedule = P256.Kem.Schedule(mode, shared, info, psk, pskId, aead);
        Assert.Equal(vector.Text("key_schedule_context"), Convert.ToHexStringLower(schedule.Context));
        Assert.Equal(vector.Text("secret"), Convert.ToHexStringLower(schedule.Secret));
        Assert.Equal(vector.Text("exporter_secret"), Convert.ToHexStringLower(schedule.ExporterSecret));
        foreach (var export in vector.Items("exports"))
        {
            var (context, length, value) = (
                export.Hex("exporter_context"),
                export.Number("L"),
                export.Text("exported_value")
            );
            Assert.Equal(value, Convert.ToHexStringLower(P256.Kem.Export(schedule, context, length)));
            if (aead == Dhkem.ExportOnly)
                Assert.Equal(
                    value,
                    Convert.ToHexStringLower(P256.Kem.Export(mode, shared, info, psk, pskId, context, length))
                );
        }
    }
}
