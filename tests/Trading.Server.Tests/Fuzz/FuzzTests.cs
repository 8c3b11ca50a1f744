using System.Collections.Concurrent;
using System.Diagnostics;
using Trading.Server.Requests;
using Trading.Server.Tests.World;
using Xunit.Abstractions;

namespace Trading.Server.Tests.Fuzz;

/// <summary>
/// Every operation of the description, said by everybody, right and wrong in every way: no answer is a failure of the
/// server, none keeps anybody waiting, none tells what the program is made of.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Seed = 10;
    private const int AtOnce = 8;
    private const string NoAnswer = "no answer";

    // A long poll takes 20 s; nothing else takes one.
    private static readonly TimeSpan Most = Pace.Slowest.Patience(25);

    [Fact]
    public async Task No_request_makes_the_server_fail_hang_or_talk()
    {
        await using var server = await TestServer.StartAsync();
        var hall = await Hall.OpenAsync(server);
        using var bidder = new Bidder(hall, "b");
        var upload = await bidder.DeclareAsync(bidder.Seal());
        using var http = new HttpClient { BaseAddress = server.Address };
        var description = await Description.OfAsync(http);
        var mutations = new Mutations(new Samples(description, hall, upload), Seed);
        using var crowd = await Crowd.OfAsync(server);

        var (faults, statuses) = (new ConcurrentQueue<string>(), new ConcurrentDictionary<string, int>());
        var shots = description
            .Operations.SelectMany(operation =>
                mutations
                    .Of(operation)
                    .SelectMany(shot =>
                        Crowd
                            .Roles.Where(role => IsWorthwhile(role, shot))
                            .Select(role => (Operation: operation, Role: role, Shot: shot))
                    )
            )
            .ToList();
        await Parallel.ForEachAsync(
            shots,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (said, stop) =>
            {
                if (await JudgeAsync(crowd, said.Role, said.Shot, statuses, stop) is { } fault)
                    faults.Enqueue($"{said.Operation} as {said.Role}: {fault}\n    {said.Shot}");
            }
        );

        var counts =
            $"fuzz: {description.Operations.Count} operations, "
            + $"{shots.Select(s => (s.Operation, s.Shot)).Distinct().Count()} mutations, {shots.Count} requests "
            + $"of {Crowd.Roles.Count} roles, seed {Seed}; "
            + string.Join(", ", statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}: {s.Value}"));
        output.WriteLine(counts);
        Console.WriteLine(counts); // ./test.sh shows what a passing test writes there, and there alone
        Assert.True(faults.IsEmpty, $"{faults.Count} faults, the first ones:\n{string.Join("\n", faults.Take(40))}");
    }

    // A refusal by length ends its connection, and with it whatever another request was just sending there: that one is
    // said once more, alone.
    private static async Task<string?> JudgeAsync(
        Crowd crowd,
        string role,
        Shot shot,
        ConcurrentDictionary<string, int> statuses,
        CancellationToken stop
    )
    {
        var fault = await JudgeAsync(crowd, role, shot, isAlone: false, statuses, stop);
        return fault?.StartsWith(NoAnswer, StringComparison.Ordinal) == true
            ? await JudgeAsync(crowd, role, shot, isAlone: true, statuses, stop)
            : fault;
    }

    private static async Task<string?> JudgeAsync(
        Crowd crowd,
        string role,
        Shot shot,
        bool isAlone,
        ConcurrentDictionary<string, int> statuses,
        CancellationToken stop
    )
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await crowd.SendAsync(role, shot, isAlone, stop);
            statuses.AddOrUpdate($"{(int)answer.StatusCode}", 1, (_, count) => count + 1);
            return Verdict.Of(
                shot,
                answer,
                await answer.Content.ReadAsStringAsync(stop),
                Stopwatch.GetElapsedTime(began),
                Most
            );
        }
        catch (Exception broken) when (broken is HttpRequestException or TaskCanceledException)
        {
            // A body above the limit may be refused before all of it was sent: the line then breaks under the client.
            return shot.Body?.Length > Limits.SignInBytes && broken is HttpRequestException
                ? null
                : $"{NoAnswer} after {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s: {broken.Message}";
        }
    }

    // A large body, or a password's slow work, tells the same of everybody.
    private static bool IsWorthwhile(string role, Shot shot) =>
        role == "nobody"
        || role == "manager"
        || (shot.Mutation != "above the limit" && !shot.Path.Contains("/sign-in/password", StringComparison.Ordinal));
}
