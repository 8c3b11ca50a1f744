using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Trading.Crypto;
using Trading.Opening.Tests;
using Trading.Server;
using Trading.Server.Streams;
using Trading.Trustee;

namespace Trading.Bench;

/// <summary>
/// Sixty-four lots that nobody bids for close at one instant: from the instant at which the drains fall due until t
/// trustees have cosigned every frozen head and every lot has its outcome. The whole server over HTTP with its stores
/// on the disk and three agents with theirs, in one process; against the signatures, verifications and flushes of the
/// disk that nobody can do without, bare.
/// </summary>
internal static class HourBenchmark
{
    private const int Lots = 64;
    private const int TrusteeCount = 3;
    private static readonly Suite Suite = Suite.P256;

    public static Benchmark Create()
    {
        var scene = new Lazy<Scene>(() => new Scene());
        return new Benchmark(
            "64 lots at one hour: frozen, cosigned by t, outcome",
            Compare.Time,
            10,
            () => scene.Value.Bare(),
            () => scene.Value.HourAsync().GetAwaiter().GetResult(),
            "ms",
            Rounds: 3,
            WarmUps: 1
        );
    }

    private sealed class Scene
    {
        // Signed: the platform's head; each trustee's line and message. Verified: the head by each trustee; message,
        // head and line of each by the platform.
        private const int Signatures = Lots * (1 + 2 * TrusteeCount);
        private const int Verifications = Lots * 4 * TrusteeCount;

        // The last tick, the drain, the freeze, the cosignatures and the outcomes, each in one commit of all lots; and
        // one of each trustee.
        private const int Flushes = 5 + TrusteeCount;
        private readonly ShiftedClock clock = new();
        private readonly WebApplication server;
        private readonly string folder = Directory
            .CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"hour-{Guid.NewGuid():N}"))
            .FullName;
        private readonly byte[] message = RandomNumberGenerator.GetBytes(200);

        // A database may still be closing its files when the process ends: the next run starts in another folder anyway.
        private static void RemoveQuietly(string folder)
        {
            try
            {
                Directory.Delete(folder, recursive: true);
            }
            catch (IOException) { }
        }

        public Scene()
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => RemoveQuietly(folder);
            var trust = new TrustFile(
                [new TrustedPlatform("platform", TestLock.Platform.PublicPoint)],
                TestLock.Trustees.Select(t => new TrustedTrustee(t.Name, t.SigningKey, t.StaticKey)),
                [new TrustedAuthority("ca", World.One.Authorities[0])]
            );
            File.WriteAllBytes(Path.Combine(folder, "platform.key"), TestLock.Platform.ToPkcs8());
            File.WriteAllText(Path.Combine(folder, "trust.txt"), trust.ToText());
            var options = new ServerOptions(
                Path.Combine(folder, "data"),
                "http://127.0.0.1:0",
                Path.Combine(folder, "trust.txt"),
                Path.Combine(folder, "platform.key"),
                Demo: false
            );
            server = Server.Program.Build(
                options,
                services =>
                    services
                        .Replace(ServiceDescriptor.Singleton<Clock>(clock))
                        .AddLogging(logging => logging.ClearProviders())
            );
            server.StartAsync().GetAwaiter().GetResult();
            for (var i = 0; i < TrusteeCount; i++)
                _ = Agent(i, trust).RunAsync(CancellationToken.None); // until the process ends
        }

        /// <summary>Milliseconds from the drains' instant to the last lot's outcome, by the platform's clock.</summary>
        public async Task<double> HourAsync()
        {
            var session = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
            var closeAt = clock.Now + 3_600_000_000;
            var desk = server.Services.GetRequiredService<Desks>().Session(session);
            var answer = await desk.SendAsync(Publication(session, closeAt));
            if (!answer.IsAccepted)
                throw new InvalidOperationException($"{answer.Refusal}");
            await UntilAsync(desk, lot => lot is Lot.Intake);
            await Task.Delay(500); // whatever the ceremonies left behind is over
            clock.MoveTo(closeAt - 500_000);
            await UntilAsync(desk, lot => lot is Lot.Failed { Cause: LotFailure.FewSubmitted });
            var state = (await desk.ReadAsync()).Published()!;
            return (state.Lots.Values.Max(lot => ((Lot.Failed)lot).At) - closeAt - TickSchedule.DrainDelayMicros) / 1e3;
        }

        public double Bare()
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            var (key, tag) = (TestLock.Platform, Tags.TrusteeMessage);
            Parallel.For(0, Signatures, _ => key.Sign(tag, message));
            var signature = key.Sign(tag, message);
            Parallel.For(0, Verifications, _ => SigningKey.Verify(Suite, key.PublicPoint, tag, message, signature));
            using var file = new FileStream(Path.Combine(folder, "flush"), FileMode.Create);
            for (var i = 0; i < Flushes; i++)
            {
                file.Write(message);
                file.Flush(flushToDisk: true);
            }
            return watch.Elapsed.TotalMilliseconds;
        }

        private TrusteeAgent Agent(int index, TrustFile trust)
        {
            var self = new TrusteeSelf(
                TestLock.Trustees[index].Name,
                TestLock.TrusteeSigners[index],
                TestLock.TrusteeSecrets[index],
                trust,
                ClockIsOffset: false
            );
            return new TrusteeAgent(
                self,
                TrusteeStore.Open(Path.Combine(folder, self.Name), self.SigningKey.PublicPoint),
                PlatformClient.NewHttp(new Uri(server.Urls.First())),
                () => clock.Now,
                _ => { }
            );
        }

        private static Prepare Publication(string session, long closeAt)
        {
            var world = World.One;
            var terms = world.Terms with
            {
                TenderCode = session,
                Lots =
                [
                    .. Enumerable.Range(1, Lots).Select(i => new LotTerms($"{i}", $"第 {i} 标段", PriceKind.Amount, 0)),
                ],
            };
            var hash = Terms.Hash(Suite, terms);
            var policies = terms.Lots.Select(lot =>
                world.Policies[0] with
                {
                    Session = session,
                    Lot = lot.Lot,
                    TermsHash = hash,
                    CloseAt = closeAt,
                    OpenAt = closeAt,
                    Ticks = [new TickPeriod(86_400, 3_600)],
                }
            );
            return new Prepare(closeAt - 3_600_000_000, session, terms, [.. policies.Select(LockPolicyCodec.ToBytes)]);
        }

        private static async Task UntilAsync(Desk<Session, SessionCommand, SessionEvent> desk, Func<Lot, bool> holds)
        {
            for (var i = 0; i < 12_000; i++, await Task.Delay(10))
                if ((await desk.ReadAsync()).Published() is { } running && running.Lots.Values.All(holds))
                    return;
            throw new TimeoutException("the lots did not come there within two minutes");
        }
    }

    /// <summary>The machine's clock, set forward: nobody waits an hour for the hour.</summary>
    private sealed class ShiftedClock : Clock
    {
        private long offset;

        public override long Now => base.Now + Interlocked.Read(ref offset);

        public void MoveTo(long instant) => Interlocked.Exchange(ref offset, instant - base.Now);
    }
}
