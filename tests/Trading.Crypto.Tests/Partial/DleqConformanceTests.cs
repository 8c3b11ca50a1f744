using System.Text.Json;

namespace Trading.Crypto.Tests.Partial;

public class DleqConformanceTests
{
    private static readonly Suite P256 = Suite.P256;

    [Fact]
    public void The_proofs_of_RFC_9497_are_reproduced_and_verified_in_both_verifiable_modes()
    {
        if (Vectors.Load("voprf/rfc9497.json") is not { } file)
            return;
        var seen = 0;
        foreach (var part in file.EnumerateArray())
        {
            if (part.Text("identifier") != "P256-SHA256" || part.Number("mode") == 0)
                continue;
            foreach (var vector in part.Items("vectors"))
            {
                Check(part, vector);
                seen++;
            }
        }
        Assert.Equal(6, seen);
    }

    private static void Check(JsonElement part, JsonElement vector)
    {
        var mode = part.Number("mode");
        byte[] context = [.. "OPRFV1-"u8, (byte)mode, .. "-P256-SHA256"u8];
        var (blinded, evaluated) = (Points(vector, "BlindedElement"), Points(vector, "EvaluationElement"));
        var k = ScalarOf(part.Hex("skSm"));
        // POPRF: the key is tweaked by the public info, and the proof runs from the evaluated elements back to the
        // blinded ones.
        if (mode == 2)
            k = P256.Group.Add(k, Tweak(vector.Hex("Info"), context));
        var (from, to) = mode == 2 ? (evaluated, blinded) : (blinded, evaluated);
        var b = P256.Group.Multiply(k, P256.Group.Generator);

        var dleq = new Dleq(P256, context);
        var proof = dleq.Prove(k, b, from, to, ScalarOf(vector.GetProperty("Proof").Hex("r")), Entropy.System);
        Assert.Equal(vector.GetProperty("Proof").Text("proof"), Convert.ToHexStringLower(proof));
        Assert.True(dleq.Verify(b, from, to, proof));
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] ^= 1;
            Assert.False(dleq.Verify(b, from, to, proof));
            proof[i] ^= 1;
        }
        Assert.False(new Dleq(P256, [.. context, 0]).Verify(b, from, to, proof));
    }

    private static Scalar Tweak(byte[] info, byte[] context) =>
        P256.Group.Reduce(
            ExpandMessage.Expand(
                P256,
                [.. "Info"u8, (byte)(info.Length >> 8), (byte)info.Length, .. info],
                [.. "HashToScalar-"u8, .. context],
                48
            )
        );

    private static Scalar ScalarOf(byte[] bytes)
    {
        Assert.True(P256.Group.TryDecodeScalar(bytes, out var scalar));
        return scalar;
    }

    private static Point[] Points(JsonElement vector, string name) =>
        [
            .. vector
                .Text(name)
                .Split(',')
                .Select(hex =>
                {
                    Assert.True(P256.Group.TryDecodeCompressed(Convert.FromHexString(hex), out var point));
                    return point;
                }),
        ];
}
