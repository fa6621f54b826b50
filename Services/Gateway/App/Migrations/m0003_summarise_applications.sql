-- What a list shows of an application, beside its state: a list reads many rows, and a whole state is compressed and ten
-- times as long. Generated, so that it cannot fall behind.
ALTER TABLE applications ADD COLUMN summary text GENERATED ALWAYS AS (
    ((state - '{language,stageReason,timeline,deliveries,interview,offer,contract}'::text[])
        #- '{screening,criteria}' #- '{screening,share}'
        #- '{report,reasons}' #- '{report,dimensions}' #- '{report,documents}')::text
) STORED;
