using System.Security.Cryptography;
using Trading.Crypto;

namespace Trading.Server.Tests.World;

/// <summary>A session of many lots for which nobody bids, with one deadline an hour ahead.</summary>
public sealed class ManyLots
{
    private readonly TestServer server;

    public ManyLots(TestServer server, int lots)
    {
        this.server = server;
        var hall = Hall.Draft(server);
        (Terms, CloseAt) = (
            hall.Terms with
            {
                TenderCode = $"TC-{Id}",
                Lots =
                [
                    .. Enumerable.Range(1, lots).Select(i => new LotTerms($"{i}", $"第 {i} 标段", PriceKind.Amount, 0)),
                ],
            },
            hall.CloseAt
        );
        var hash = Trading.Opening.Publications.Terms.Hash(Suite.P256, Terms);
        Policies =
        [
            .. Terms.Lots.Select(lot =>
                hall.Policy with
                {
                    Session = Id,
                    Lot = lot.Lot,
                    TermsHash = hash,
                    Ticks = [new TickPeriod(86_400, 3_600)],
                }
            ),
        ];
    }

    public string Id { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    public SessionTerms Terms { get; }
    public IReadOnlyList<LockPolicy> Policies { get; }
    public long CloseAt { get; }

    public async Task PublishAsync()
    {
        using var host = await server.Client(server.Host).SignInAsync();
        await host.Post(
                "/api/sessions",
                new
                {
                    session = Id,
                    terms = Terms,
                    policies = Policies.Select(LockPolicyCodec.ToBytes),
                }
            )
            .Ok();
    }

    /// <summary>Past the deadline, and the clock stands there: how slow this machine is makes no freeze late.</summary>
    public void Close() => server.Clock.Freeze(CloseAt + TickSchedule.DrainDelayMicros + 1);

    /// <summary>
    /// Waits until every lot is in the phase, as long as the machine needs; gives the phases as they are then.
    /// </summary>
    public async Task<IReadOnlyList<string>> UntilAllAsync(string phase)
    {
        using var anybody = server.Client();
        string[] phases = [];
        for (var end = DateTime.UtcNow + server.Patience(240); DateTime.UtcNow < end; await Task.Delay(50))
        {
            phases =
            [
                .. (await anybody.SessionAsync(Id))
                    .GetProperty("lots")
                    .EnumerateArray()
                    .Select(lot => lot.GetProperty("phase").GetString()!),
            ];
            if (phases.All(p => p == phase))
                break;
        }
        return phases;
    }
}
