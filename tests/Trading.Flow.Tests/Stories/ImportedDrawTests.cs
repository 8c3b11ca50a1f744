using System.Text;
using System.Text.Json;
using Trading.Cli;
using Trading.Evaluation.Audits;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Flow.Tests.Secrets;
using Trading.LoadTests;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Stories;

/// <summary>
/// People whom hashes name: a province's experts, imported from its paper by the commands, and whom a buyer sends to a
/// draw of ours. They come with their card alone, and nobody's number is the platform's before.
/// </summary>
public class ImportedDrawTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    private static readonly Expert[] Experts = [.. Planted.Elsewhere.Take(DrawHall.Seats)];
    private static readonly Expert Stranger = Planted.Elsewhere[^1];
    private static readonly Expert Representative = Planted.Elsewhere[^2];
    private static readonly NeedleSearch Numbers = new(
        Experts.Append(Representative).SelectMany(p => Needle.OfText(p.Id, p.Id))
    );

    [Fact]
    public Task Whoever_is_named_by_a_hash_comes_by_card_and_the_paper_comes_last() =>
        TellAsync(async () =>
        {
            var own = new DrawWish("D01", "己楼七号门") { Seats = 4, Buyers = [Representative] };
            using var ours = await DrawHall.PrepareAsync(Centre.Platform, own);
            using var desk = new PaperDesk(Centre.Platform);
            var draw = await desk.ImportAsync(Experts, "己楼八号门");
            Assert.Empty(OnServer());
            Assert.Contains("still expected", await desk.HandInAsync(draw, ExitCode.Failed), StringComparison.Ordinal);

            using var door = await Centre.Offices.EnterAsync();
            await AdmitAsync(door, draw, Experts[0]);
            Assert.Equal("NotExpected", await door.ReceiveAsync(draw, Stranger, default));
            await SeenAsync(draw, "one is here", e => e is ArrivalsCounted { Arrived: 1 });
            Assert.Empty(OnServer().Except([Experts[0].Id]));
            foreach (var expert in Experts.Skip(1))
                await AdmitAsync(door, draw, expert);
            await SeenAsync(draw, "it is disclosed", e => e is DrawDisclosed);
            // The same search finds who came: else this would prove nothing.
            Assert.Equal(Experts.Select(e => e.Id).Order(StringComparer.Ordinal), OnServer());

            await desk.HandInAsync(draw, ExitCode.Done);
            await SeenAsync(draw, "its paper is kept", e => e is PaperKept);
            var verdict = await desk.VerifyAsync(draw);
            Assert.Contains(ExternalArchiveAudit.Remark, verdict, StringComparison.Ordinal);
            Assert.Contains("V82 PASS", verdict, StringComparison.Ordinal);

            await ours.DrawnAsync();
            await AdmitAsync(door, ours.Id, Representative);
            await ours.SeenAsync("the buyer's is here", 20, e => e is BuyersCounted { Arrived: 1 });
        });

    [Fact]
    public Task Host_and_supervisor_sign_on_two_machines_and_only_what_both_signed_is_sent() =>
        TellAsync(async () =>
        {
            using var desk = new PaperDesk(Centre.Platform);
            var draw = await desk.CopyAsync(Experts, "己楼九号门");
            Assert.Contains("signature is missing", await desk.SendAsync("draw.import", ExitCode.Failed));
            // The supervisor copied somebody else from the paper than the host did.
            var other = await desk.SignAsync([.. Experts.Skip(1), Stranger], ExitCode.Failed);
            Assert.Contains("not those whom the host copied", other);
            await desk.SignAsync([.. Experts.Reverse()], ExitCode.Done); // their order says nothing
            Assert.DoesNotContain(Experts, e => desk.Holds("signed.import", e.Id));
            Assert.Contains(draw, await desk.SendAsync("signed.import", ExitCode.Done));
            await desk.SendAsync("signed.import", ExitCode.Done); // saying it twice is harmless
            await SeenAsync(draw, "it is imported", e => e is ExternalDrawImported);
            Assert.Empty(OnServer());
        });

    // The door opens when the gate has heard of the draw.
    private static Task AdmitAsync(GateDoor door, string draw, Expert person) =>
        Until.TrueAsync(
            $"{person.Number} is admitted",
            Centre.Platform.Patience(20),
            async () =>
            {
                try
                {
                    return await door.ReceiveAsync(draw, person, default) is "Arrived" or "AlreadyArrived";
                }
                catch (InvalidDataException early) when (early.Message.Contains("NotOpen", StringComparison.Ordinal))
                {
                    return false;
                }
            }
        );

    private static List<string> OnServer() =>
        [
            .. Hiding
                .InFolder(Centre.Platform.ServerData, Numbers)
                .Select(found => found[..found.IndexOf(" (", StringComparison.Ordinal)])
                .Distinct()
                .Order(StringComparer.Ordinal),
        ];

    private static async Task SeenAsync(string draw, string what, Func<DrawEvent, bool> so)
    {
        using var anybody = Centre.Platform.Client();
        await Until.TrueAsync(
            what,
            Centre.Platform.Patience(20),
            async () =>
                (await anybody.FeedAsync(Names.DrawStream(draw), -1, default))
                    .Events.Select(item => DrawCodec.Table.Decode(Encoding.UTF8.GetBytes(item.E)))
                    .Any(so)
        );
    }

    /// <summary>Host and supervisor over a province's paper, as they type it.</summary>
    private sealed class PaperDesk(Platform platform) : IDisposable
    {
        private readonly TemporaryFolder folder = new();

        /// <summary>Imports a draw of these experts; its id.</summary>
        public Task<string> ImportAsync(Expert[] experts, string place) =>
            CopyAsync(experts, place, "--supervisor-key", platform.Crew.KeyPath("supervisor"));

        /// <summary>The host copies the paper and signs alone; the draw's id.</summary>
        public Task<string> CopyAsync(Expert[] experts, string place) =>
            CopyAsync(experts, place, "--import-out", At("draw.import"));

        /// <summary>The supervisor copies the persons, too, and signs; what is said.</summary>
        public async Task<string> SignAsync(IReadOnlyList<Expert> experts, int exit)
        {
            await WriteTableAsync("mine.csv", experts);
            return await RunAsync(
                exit,
                "sign-import",
                "--import",
                At("draw.import"),
                "--persons",
                At("mine.csv"),
                "--paper",
                At("paper.pdf"),
                "--salt",
                At("salt"),
                "--trust",
                platform.Crew.TrustPath,
                "--key",
                platform.Crew.KeyPath("supervisor"),
                "--out",
                At("signed.import"),
                "--yes"
            );
        }

        /// <summary>The host sends a file; what is said.</summary>
        public Task<string> SendAsync(string file, int exit) =>
            RunAsync(
                exit,
                "send-import",
                "--import",
                At(file),
                "--trust",
                platform.Crew.TrustPath,
                "--key",
                platform.Crew.KeyPath("host"),
                "--yes",
                "--server",
                platform.Url.AbsoluteUri
            );

        /// <summary>Whether that text stands in a file, in whatever field of it.</summary>
        public bool Holds(string file, string text)
        {
            using var read = JsonDocument.Parse(File.ReadAllText(At(file)));
            return read
                .RootElement.EnumerateObject()
                .Any(member =>
                    member.Value.TryGetBytesFromBase64(out var bytes)
                    && Encoding.Latin1.GetString(bytes).Contains(text, StringComparison.Ordinal)
                );
        }

        private async Task<string> CopyAsync(Expert[] experts, string place, string signing, string signedBy)
        {
            var facts = new
            {
                groups = new[]
                {
                    new
                    {
                        specialities = new[] { "A08" },
                        least = "Intermediate",
                        seats = experts.Length,
                    },
                },
                buyerUnit = DrawHall.Buyer,
                roomAt = DateTimeOffset.UtcNow.AddHours(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
                place,
                drill = true,
                supervisor = platform.Crew.CertificatePath("supervisor"),
            };
            await File.WriteAllTextAsync(At("draw.json"), JsonSerializer.Serialize(facts));
            await WriteTableAsync("persons.csv", experts);
            await File.WriteAllTextAsync(At("paper.pdf"), $"%PDF-1.7 {string.Join(' ', experts.Select(e => e.Id))}");
            var said = await RunAsync(
                ExitCode.Done,
                "import-draw",
                "--file",
                At("draw.json"),
                "--persons",
                At("persons.csv"),
                "--paper",
                At("paper.pdf"),
                "--system",
                "省综合评标专家库",
                "--number",
                "2026-0302-17",
                "--drawn-at",
                DateTimeOffset.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null),
                "--trust",
                platform.Crew.TrustPath,
                "--key",
                platform.Crew.KeyPath("host"),
                signing,
                signedBy,
                "--salt-out",
                At("salt"),
                "--yes",
                "--json",
                "--server",
                platform.Url.AbsoluteUri
            );
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(At("salt")));
            using var answer = JsonDocument.Parse(said[said.IndexOf('{', StringComparison.Ordinal)..]);
            return answer.RootElement.GetProperty("draw").GetString()!;
        }

        /// <summary>Hands the paper in; what is said.</summary>
        public Task<string> HandInAsync(string draw, int exit) =>
            RunAsync(
                exit,
                "hand-in-paper",
                "--draw",
                draw,
                "--paper",
                At("paper.pdf"),
                "--salt",
                At("salt"),
                "--key",
                platform.Crew.KeyPath("host"),
                "--server",
                platform.Url.AbsoluteUri
            );

        /// <summary>Fetches the supervisor's archive, and an outsider verifies it; the verdict.</summary>
        public async Task<string> VerifyAsync(string draw)
        {
            await RunAsync(
                ExitCode.Done,
                "archive",
                "--draw",
                draw,
                "--kind",
                "full",
                "--key",
                platform.Crew.KeyPath("supervisor"),
                "--out",
                At("archive"),
                "--wait",
                "20",
                "--server",
                platform.Url.AbsoluteUri
            );
            return await RunAsync(ExitCode.Done, "verify", At("archive"), "--trust", platform.Crew.TrustPath);
        }

        public void Dispose() => folder.Dispose();

        private Task WriteTableAsync(string file, IEnumerable<Expert> experts) =>
            File.WriteAllTextAsync(
                At(file),
                $"姓名,身份证号\r\n{string.Join("\r\n", experts.Select(e => $"{e.Name},{e.Id}"))}\r\n"
            );

        private static async Task<string> RunAsync(int exit, params string[] words)
        {
            var (ended, text) = await Command.RunAsync(words);
            Assert.True(ended == exit, $"trading {words[0]} ended with {ended}:\n{text}");
            return text;
        }

        private string At(string file) => Path.Combine(folder.Path, file);
    }
}
