using Trading.Locks.Sources;
using Trading.Server.Locks;
using Trading.Server.Streams;

namespace Trading.Server.Draws;

internal static class DrawSetup
{
    public static IServiceCollection AddDraws(this IServiceCollection services) =>
        services
            .AddSingleton<DrawDesks>()
            .AddSingleton<DrawRows>()
            .AddSingleton<DrawArchives>()
            .AddSingleton<DrawSeats>()
            .AddSingleton<PointAnswers>()
            .AddSingleton<DrawEvidence>()
            .AddSingleton<ILockSource, DrawLockSource>()
            .AddSingleton<ILockTaker, DrawTaker>()
            .AddSingleton<IProcedure, DrawProcedure>()
            .AddSingleton<OpenDraws>()
            .AddSingleton<DrawTasksDesk>()
            .AddSingleton<DrawPapers>()
            .AddSingleton<Attendance>()
            .AddSingleton<ExternalOffice>()
            .AddSingleton<DrawOffice>();
}
