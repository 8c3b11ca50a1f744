using System.Text.Json;

namespace Trading.Crypto.Tests.Frozen;

/// <summary>
/// tests/vectors/lock.json, frozen: other implementations read it, so it changes only with the version of the format.
/// </summary>
public class LockVectorTests
{
    private static readonly Suite P256 = Suite.P256;
    private static readonly string Path = Find();
    private static readonly JsonElement File = Read();

    /// <summary>TRADING_FREEZE=1 writes the file instead, and fails, so that nobody freezes by accident.</summary>
    [Fact]
    public void The_frozen_values_are_reproduced_to_the_last_character()
    {
        var made = LockVectors.Make();
        if (Environment.GetEnvironmentVariable("TRADING_FREEZE") == "1")
        {
            System.IO.File.WriteAllText(Path, made);
            Assert.Fail($"{Path} was written; run again without TRADING_FREEZE.");
        }
        Assert.Equal(System.IO.File.ReadAllText(Path), made);
    }

    [Fact]
    public void Every_refusal_falls_into_its_class()
    {
        var seen = File.Items("refusals")
            .Select(refusal =>
            {
                Assert.Equal(
                    ["what", "name", "bytes", "fault"],
                    refusal.EnumerateObject().Select(property => property.Name)
                );
                Assert.True(
                    refusal.Text("fault") == Fault(refusal.Text("what"), refusal.Hex("bytes")),
                    refusal.Text("name")
                );
                return refusal.Text("what");
            })
            .ToArray();
        Assert.Equal(["message1", "certificate", "batch"], seen.Distinct());
    }

    private static string Fault(string what, byte[] bytes) =>
        what switch
        {
            "message1" => Message(bytes),
            "certificate" => LockCertificate.TryParse(bytes, out var certificate)
                ? certificate!.Verify(Parameters()).Fault.ToString()
                : "Unreadable",
            "batch" => PartialBatch.TryParse(P256, bytes, out var batch)
                ? Opening().Check(batch!).ToString()
                : "Unreadable",
            _ => throw new InvalidOperationException($"No reader for {what}."),
        };

    /// <summary>Trustee 1 receives the bytes as trustee 2's message, duly committed to.</summary>
    private static string Message(byte[] bytes)
    {
        byte[][] messages = [.. File.Items("trustees").Select(trustee => trustee.Hex("message1"))];
        messages[1] = bytes;
        var parameters = Parameters();
        byte[][] commitments = [.. messages.Select((message, i) => Ceremony.Commit(parameters, i + 1, message))];
        var secret = P256.Group.Reduce(
            P256.Hash(System.Text.Encoding.ASCII.GetBytes(File.Items("trustees").First().Text("staticSecretLabel")))
        );
        var failure = Ceremony.TryComplete(
            parameters,
            1,
            secret,
            messages[0],
            commitments,
            messages,
            Entropy.System,
            out _
        );
        Assert.Equal(2, failure.Accused);
        return failure.Fault.ToString();
    }

    private static CeremonyParameters Parameters() =>
        new(
            P256,
            File.Number("t"),
            [
                .. File.Items("trustees")
                    .Select(trustee =>
                    {
                        Assert.True(P256.Group.TryDecodeCompressed(trustee.Hex("staticKey"), out var key));
                        return key;
                    }),
            ],
            File.Hex("policyHash")
        );

    private static PartialOpening Opening()
    {
        Assert.True(LockCertificate.TryParse(File.Hex("certificate"), out var certificate));
        var opening = File.GetProperty("opening");
        Point[] points =
        [
            .. opening
                .Items("points")
                .Select(item =>
                {
                    Assert.True(P256.Group.TryDecode(item.Hex(), out var point));
                    return point;
                }),
        ];
        return new PartialOpening(
            P256,
            certificate!.Threshold,
            certificate.VerificationShares,
            points,
            opening.Hex("info")
        );
    }

    private static JsonElement Read()
    {
        using var document = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path));
        return document.RootElement.Clone();
    }

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(System.IO.Path.Combine(at.FullName, "Trading.slnx")))
            at = at.Parent!;
        return System.IO.Path.Combine(at.FullName, "tests", "vectors", "lock.json");
    }
}
