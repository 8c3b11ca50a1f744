using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Trading.Crypto.Tests.Ceremonies;

/// <summary>The COCKTAIL-DKG vectors, from the seed to every byte that they list.</summary>
public class CeremonyConformanceTests
{
    private static readonly Suite P256 = Suite.P256;
    private static readonly Group Group = P256.Group;

    [Fact]
    public void Every_value_of_the_official_ceremonies_is_reproduced()
    {
        if (Vectors.Load("cctv/cocktail-dkg-p256-sha256.json") is not { } file)
            return;
        Assert.Equal(P256.CeremonyId, file.Text("ciphersuite"));
        var seen = 0;
        foreach (var vector in file.Items("vectors"))
        {
            var run = new Run(file.Hex("seed"), vector);
            run.CheckKeys();
            run.CheckMessages();
            run.CheckPossession();
            run.CheckShares();
            run.CheckTranscript();
            run.CheckRecovery();
            seen++;
        }
        Assert.Equal(2, seen);
    }

    private sealed class Run
    {
        private readonly JsonElement vector;
        private readonly byte[] seed;
        private readonly Scalar[] secrets;
        private readonly CeremonyParameters parameters;
        private readonly Scalar[][] coefficients;
        private readonly byte[][] messages;
        private readonly int count,
            threshold;

        public Run(byte[] seed, JsonElement vector)
        {
            (this.seed, this.vector, count, threshold) = (seed, vector, vector.Number("n"), vector.Number("t"));
            secrets = [.. Enumerable.Range(1, count).Select(i => Derive($"static_secret_key_{i}", []))];
            parameters = new CeremonyParameters(
                P256,
                threshold,
                [.. secrets.Select(d => Group.Multiply(d, Group.Generator))],
                [],
                vector.Hex("session_tag")
            );
            // The round-1 stream of a participant: H(… ‖ label ‖ counter), lowest byte first: t coefficients, then the
            // ephemeral secret.
            var drawn = Enumerable
                .Range(1, count)
                .Select(i =>
                    Enumerable
                        .Range(0, threshold + 1)
                        .Select(k => Derive($"round1_participant_{i}", CeremonyParameters.LittleEndian64(k)))
                        .ToArray()
                )
                .ToArray();
            coefficients = [.. drawn.Select(d => d[..threshold])];
            messages =
            [
                .. drawn.Select(
                    (d, i) =>
                        Ceremony.CreateMessage(
                            parameters,
                            i + 1,
                            secrets[i],
                            d[..threshold],
                            d[threshold],
                            Entropy.System
                        )
                ),
            ];
        }

        public void CheckKeys()
        {
            Assert.Equal(vector.Text("context"), Hex(parameters.Context));
            Assert.Equal(
                Texts(vector.GetProperty("config"), "static_secret_keys"),
                secrets.Select(secret => Hex(secret.Encode()))
            );
            Assert.Equal(
                Texts(vector.GetProperty("config"), "static_public_keys"),
                parameters.StaticKeys.Select(key => Hex(key.EncodeCompressed()))
            );
        }

        public void CheckMessages()
        {
            foreach (var (item, bytes) in vector.Items("round1").Zip(messages))
            {
                var framed = item.Items("encrypted_shares")
                    .Select(share => $"{share.GetString()!.Length / 2:x16}{share.GetString()}");
                var expected =
                    string.Concat(Texts(item, "vss_commitment"))
                    + item.Text("pop")
                    + item.Text("ephemeral_public_key")
                    + string.Concat(framed);
                Assert.Equal(expected, Hex(bytes));
                Assert.Equal(CeremonyFault.None, CeremonyMessage.TryParse(parameters, bytes, out var message));
                Assert.Equal(bytes, message!.ToBytes());
            }
        }

        public void CheckPossession()
        {
            foreach (var (item, i) in vector.Items("round1").Select((item, i) => (item, i)))
            {
                var values = item.GetProperty("pop_intermediate");
                Assert.Equal(CeremonyFault.None, CeremonyMessage.TryParse(parameters, messages[i], out var message));
                var text = CeremonyMessage.PossessionText(parameters, message!.Commitment, message.Ephemeral);
                Assert.Equal(values.Text("message"), Hex(text));
                Assert.Equal(
                    values.Text("nonce_input"),
                    Hex([.. "COCKTAIL-DKG-P256-SHA256-NONCE"u8, .. coefficients[i][0].Encode(), .. text])
                );
                var k = HashToScalar(values.Hex("nonce_input"));
                Assert.Equal(values.Text("nonce"), Hex(k.Encode()));
                Assert.Equal(
                    values.Text("nonce_commitment"),
                    Hex(Group.Multiply(k, Group.Generator).EncodeCompressed())
                );
                Assert.Equal(values.Text("challenge"), Hex(HashToScalar(values.Hex("challenge_input")).Encode()));
                Assert.True(new Schnorr(P256).Verify(message.Commitment[0], text, item.Hex("pop")));
            }
        }

        public void CheckShares()
        {
            foreach (var (item, i) in vector.Items("round2").Select((item, i) => (item, i)))
            {
                var result = Complete(i + 1);
                Assert.Equal(item.Text("secret_share"), Hex(result.Share.Encode()));
                Assert.Equal(item.Text("verification_share"), Hex(result.VerificationShares[i].EncodeCompressed()));
                Assert.Equal(vector.Text("group_public_key"), Hex(result.GroupKey.EncodeCompressed()));
            }
        }

        public void CheckTranscript()
        {
            var parts = messages
                .Select(bytes =>
                {
                    Assert.Equal(CeremonyFault.None, CeremonyMessage.TryParse(parameters, bytes, out var message));
                    return CeremonyView.Parts(message!);
                })
                .ToArray();
            var transcript = CeremonyView.MakeTranscript(parameters, parts, vector.Hex("extension"));
            var round = vector.GetProperty("round3");
            Assert.Equal(round.Text("transcript_hash"), Hex(SHA256.HashData(transcript)));
            var schnorr = new Schnorr(P256);
            foreach (var (item, i) in round.Items("signatures").Select((item, i) => (item, i)))
            {
                Assert.Equal(
                    item.Text("signature"),
                    Hex(schnorr.Sign(secrets[i], parameters.StaticKeys[i], transcript, Entropy.System))
                );
                Assert.True(schnorr.Verify(parameters.StaticKeys[i], transcript, item.Hex("signature")));
            }
            Assert.True(LockTranscript.TryParse(P256, transcript, out var parsed));
            Assert.Equal((threshold, count), (parsed!.Threshold, parsed.StaticKeys.Length));
        }

        /// <summary>
        /// Participant 1's share comes back from its static secret and the stored messages alone: completing is
        /// recovering.
        /// </summary>
        public void CheckRecovery()
        {
            if (!vector.TryGetProperty("recovery", out var recovery))
                return;
            var own = recovery.Number("participant_id");
            Assert.Equal(
                Texts(recovery, "ciphertexts"),
                messages.Select(bytes =>
                {
                    Assert.Equal(CeremonyFault.None, CeremonyMessage.TryParse(parameters, bytes, out var message));
                    return Hex(message!.Ciphertexts[own - 1]);
                })
            );
            var result = Complete(own);
            Assert.Equal(recovery.Text("recovered_secret_share"), Hex(result.Share.Encode()));
            Assert.Equal(
                recovery.Text("recovered_verification_share"),
                Hex(result.VerificationShares[own - 1].EncodeCompressed())
            );
        }

        private CeremonyResult Complete(int index)
        {
            var commitments = messages.Select((message, i) => Ceremony.Commit(parameters, i + 1, message)).ToArray();
            var failure = Ceremony.TryComplete(
                parameters,
                index,
                secrets[index - 1],
                messages[index - 1],
                commitments,
                messages,
                Entropy.System,
                out var result
            );
            Assert.False(failure.Failed);
            return result!;
        }

        private Scalar Derive(string label, byte[] suffix)
        {
            var numbers = new byte[8];
            BinaryPrimitives.WriteInt32LittleEndian(numbers, threshold);
            BinaryPrimitives.WriteInt32LittleEndian(numbers.AsSpan(4), count);
            byte[] input =
            [
                .. seed,
                .. Encoding.ASCII.GetBytes(P256.CeremonyId),
                .. numbers,
                .. Encoding.ASCII.GetBytes(label),
                .. suffix,
            ];
            return Group.Reduce(SHA256.HashData(input));
        }

        private static Scalar HashToScalar(byte[] input) =>
            Group.Reduce(
                (byte[])
                    [.. SHA256.HashData((byte[])[1, .. input]), .. SHA256.HashData((byte[])[2, .. input]).AsSpan(0, 16)]
            );

        private static string[] Texts(JsonElement item, string name) =>
            [.. item.Items(name).Select(value => value.GetString()!)];

        private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
    }
}
