using Microsoft.EntityFrameworkCore;

namespace Trading.Pool.Managers;

/// <summary>Somebody who keeps the pool. All managers may do the same.</summary>
public sealed class Manager : Account;

/// <summary>Accounts as Identity's store writes them; the tables come from <c>db/sqlite/managers</c>.</summary>
public sealed class ManagersContext(DbContextOptions<ManagersContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        var managers = modelBuilder.Entity<Manager>();
        AccountRules.Map(managers);
        managers.ToTable("managers");
        managers.HasIndex(m => m.NormalizedUserName).HasDatabaseName("managers_by_user").IsUnique();
    }
}
